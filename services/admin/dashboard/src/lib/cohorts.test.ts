import { create } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { describe, expect, it } from 'vitest';
import { CohortSchema } from '@/gen/fudai/admin/v1/stats_customers_pb';
import { Origin, cohortCells, depthOf, overallRate, rate } from './cohorts';

const monday = (start: string) => timestampFromDate(new Date(start));
const cohorts = [
  create(CohortSchema, {
    startTime: monday('2026-05-03T16:00Z'),
    origin: Origin.REFERRED,
    customers: 10n,
    within1Day: 2n,
    within7Days: 4n,
    weeks: [3n, 1n],
  }),
  create(CohortSchema, {
    startTime: monday('2026-05-10T16:00Z'),
    origin: Origin.REFERRED,
    customers: 30n,
    within1Day: 3n,
    weeks: [6n],
  }),
  create(CohortSchema, { startTime: monday('2026-05-10T16:00Z'), origin: Origin.ORGANIC, customers: 5n }),
];

describe('cohorts', () => {
  it('have a rate over those weeks alone of which it is known', () => {
    expect(overallRate(cohorts, Origin.REFERRED, 'within1Day')).toBe(0.125);
    expect(overallRate(cohorts, Origin.REFERRED, 'within7Days')).toBe(0.4);
    expect(overallRate(cohorts, Origin.REFERRED, 'within30Days')).toBeUndefined();
    expect(overallRate(cohorts, Origin.ORGANIC, 'within1Day')).toBeUndefined();
  });

  it('tell nobody who came again from not known yet', () => {
    const [cohort] = cohorts;
    expect(cohort && rate(0n, cohort)).toBe(0);
    expect(cohort && rate(undefined, cohort)).toBeUndefined();
  });

  it('are as wide in a spreadsheet as the oldest of them', () => {
    expect(depthOf(cohorts)).toBe(2);
    expect(cohortCells(cohorts, 'Asia/Shanghai', origin => Origin[origin])).toEqual([
      ['2026-05-04', 'REFERRED', 10n, 2n, 4n, '', 3n, 1n],
      ['2026-05-11', 'REFERRED', 30n, 3n, '', '', 6n, ''],
      ['2026-05-11', 'ORGANIC', 5n, '', '', '', '', ''],
    ]);
  });
});
