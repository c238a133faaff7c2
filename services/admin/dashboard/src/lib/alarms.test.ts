import { create } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { describe, expect, it } from 'vitest';
import { CapUseSchema } from '@/gen/fudai/admin/v1/budgets_pb';
import { CampaignSchema, CampaignState } from '@/gen/fudai/admin/v1/campaigns_pb';
import { alarmsOf } from './alarms';

const now = new Date('2026-05-20T00:00:00Z');
const running = (days = 30) =>
  create(CampaignSchema, {
    state: CampaignState.ACTIVE,
    spec: { endTime: timestampFromDate(new Date(now.getTime() + days * 86_400_000)) },
  });
const cap = (leftFen: bigint) => create(CapUseSchema, { cap: 'campaign', limitFen: 1000n, leftFen });

describe('alarmsOf', () => {
  it('is quiet while all is well', () => {
    expect(alarmsOf({ campaign: running(), caps: [cap(500n)], pendingEvents: 3n, now })).toEqual([]);
  });

  it('names who paused and why', () => {
    const campaign = create(CampaignSchema, { state: CampaignState.PAUSED, updateActor: 'mei', updateReason: 'typo' });
    expect(alarmsOf({ campaign, now })).toMatchObject([{ kind: 'paused', actor: 'mei', reason: 'typo' }]);
  });

  it('tells an empty cap from a low one and from one that runs out', () => {
    const at = new Date('2026-05-21T00:00:00Z');
    const exhausting = create(CapUseSchema, {
      cap: 'campaign',
      limitFen: 1000n,
      leftFen: 500n,
      exhaustion: { estimatedTime: timestampFromDate(at) },
    });
    const kinds = [cap(0n), cap(99n), exhausting].map(
      use => alarmsOf({ campaign: running(), caps: [use], now })[0]?.kind,
    );
    expect(kinds).toEqual(['exhausted', 'lowBudget', 'exhausting']);
  });

  it('says that the figures are behind, and that the end is near', () => {
    expect(alarmsOf({ campaign: running(), pendingEvents: 1000n, now })).toMatchObject([{ kind: 'lag' }]);
    expect(alarmsOf({ campaign: running(2), now })).toMatchObject([{ kind: 'closing' }]);
  });
});
