import { create } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { describe, expect, it, vi } from 'vitest';
import { CampaignSpecSchema, type CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';
import { i18n } from '@/i18n';
import { editFindings } from './editRules';

// There is no browser here whose settings could be read.
vi.mock('./settings', () => ({ useSettings: vi.fn() }));

const at = (moment: string) => timestampFromDate(new Date(moment));
const now = new Date('2031-05-12T00:00Z');

const spec = (change: (spec: CampaignSpec) => void = () => undefined): CampaignSpec => {
  const made = create(CampaignSpecSchema, {
    timeZone: 'Asia/Shanghai',
    startTime: at('2031-05-01T00:00Z'),
    endTime: at('2031-06-01T00:00Z'),
    templates: [{ templateId: 'latte', displayName: '拿铁券', budgetFen: 500n }, { templateId: 'tea' }],
    growth: { dropsPerCup: 200n },
    budget: { totalFen: 1000n },
    holdoutPermille: 50,
  });
  change(made);
  return made;
};

const fieldsOf = (change: (spec: CampaignSpec) => void, moment = now): string[] =>
  editFindings(spec(), spec(change), moment).map(({ field }) => field);

describe('what may not change once it is published', () => {
  it('is nothing of an edit that leaves it alone', () => {
    expect(fieldsOf(() => undefined)).toEqual([]);
    expect(
      fieldsOf(each => {
        each.displayName = 'Another';
        each.endTime = at('2031-07-01T00:00Z');
        if (each.budget) each.budget.totalFen = 2000n;
        if (each.templates[0]) each.templates[0].budgetFen = 0n;
      }),
    ).toEqual([]);
  });

  it('is each field by itself', () => {
    expect(fieldsOf(each => (each.timeZone = 'Europe/Paris'))).toEqual(['time_zone']);
    expect(fieldsOf(each => (each.startTime = at('2031-05-02T00:00Z')))).toEqual(['start_time']);
    expect(fieldsOf(each => (each.endTime = at('2031-05-12T00:00Z')))).toEqual(['end_time']);
    expect(fieldsOf(each => (each.holdoutPermille = 0))).toEqual(['holdout_permille']);
    expect(fieldsOf(each => each.growth && (each.growth.dropsPerCup = 1n))).toEqual(['growth.drops_per_cup']);
    expect(fieldsOf(each => each.budget && (each.budget.totalFen = 999n))).toEqual(['budget.total_fen']);
    expect(fieldsOf(each => each.budget && (each.budget.dailyFen = 1n))).toEqual(['budget.daily_fen']);
    expect(fieldsOf(each => each.templates[0] && (each.templates[0].budgetFen = 1n))).toEqual([
      'templates[0].budget_fen',
    ]);
    expect(fieldsOf(each => (each.templates = each.templates.slice(1)))).toEqual(['templates']);
  });

  it('leaves a start alone that has not come', () => {
    const before = new Date('2031-04-01T00:00Z');
    expect(fieldsOf(each => (each.startTime = at('2031-05-02T00:00Z')), before)).toEqual([]);
  });

  it.each(['en', 'zh'] as const)('says in %s what would be right', language => {
    const words = editFindings(
      spec(),
      spec(each => {
        each.timeZone = 'Europe/Paris';
        each.startTime = undefined;
        each.endTime = at('2031-05-12T00:00Z');
        each.holdoutPermille = 0;
        each.templates = [];
        each.growth = undefined;
        if (each.budget) [each.budget.totalFen, each.budget.dailyFen] = [999n, 5n];
      }),
      now,
    ).map(finding => finding.words(i18n(language)));
    expect(words).toHaveLength(9);
    expect(words.join('\n')).toMatch(/Asia\/Shanghai[^]*2031[^]*2031[^]*拿铁券[^]*200[^]*5%[^]*¥10\.00[^]*¥0\.05/);
    expect(words.join('\n')).not.toMatch(/[{}]|undefined/);
  });
});
