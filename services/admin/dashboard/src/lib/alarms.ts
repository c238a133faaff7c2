// What a marketer should look at first. Pure: the same facts give the same alarms.
import { CampaignReview_State, CampaignState, type Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import type { CapUse } from '@/gen/fudai/admin/v1/budgets_pb';
import { toDate } from './dates';

export type Alarm =
  | { kind: 'paused'; level: 'warning'; actor: string; reason: string; at?: Date }
  | { kind: 'exhausted'; level: 'error'; cap: string }
  | { kind: 'exhausting'; level: 'warning'; cap: string; at: Date }
  | { kind: 'lowBudget'; level: 'warning'; cap: string; leftFen: bigint }
  | { kind: 'lag'; level: 'warning'; pending: bigint }
  | { kind: 'closing'; level: 'info'; at: Date }
  | { kind: 'review'; level: 'info'; requester: string; version: number };

export interface Facts {
  readonly campaign: Campaign;
  readonly caps?: readonly CapUse[];
  readonly pendingEvents?: bigint;
  readonly now: Date;
}

const lowShare = 10n;
const manyPending = 1000n;
const closingMs = 3 * 24 * 3_600_000;

export function alarmsOf({ campaign, caps = [], pendingEvents = 0n, now }: Facts): Alarm[] {
  const running = campaign.state === CampaignState.ACTIVE;
  return [
    ...pauseAlarms(campaign),
    ...(running || campaign.state === CampaignState.PAUSED ? caps.flatMap(capAlarms) : []),
    ...lagAlarms(pendingEvents),
    ...(running ? closingAlarms(campaign, now) : []),
    ...reviewAlarms(campaign),
  ];
}

/** The figures are behind, all of them alike. */
export const lagAlarms = (pending: bigint): Alarm[] =>
  pending >= manyPending ? [{ kind: 'lag', level: 'warning', pending }] : [];

const pauseAlarms = (campaign: Campaign): Alarm[] =>
  campaign.state !== CampaignState.PAUSED
    ? []
    : [
        {
          kind: 'paused',
          level: 'warning',
          actor: campaign.updateActor,
          reason: campaign.updateReason,
          at: toDate(campaign.updateTime),
        },
      ];

function capAlarms({ cap, limitFen, leftFen, exhaustion }: CapUse): Alarm[] {
  if (leftFen <= 0n) return [{ kind: 'exhausted', level: 'error', cap }];
  const at = toDate(exhaustion?.estimatedTime);
  if (at) return [{ kind: 'exhausting', level: 'warning', cap, at }];
  return leftFen * lowShare < limitFen ? [{ kind: 'lowBudget', level: 'warning', cap, leftFen }] : [];
}

function closingAlarms(campaign: Campaign, now: Date): Alarm[] {
  const at = toDate(campaign.spec?.endTime);
  const left = at ? at.getTime() - now.getTime() : 0;
  return at && left > 0 && left < closingMs ? [{ kind: 'closing', level: 'info', at }] : [];
}

const reviewAlarms = ({ review }: Campaign): Alarm[] =>
  review?.state === CampaignReview_State.REQUESTED
    ? [{ kind: 'review', level: 'info', requester: review.requester, version: review.version }]
    : [];
