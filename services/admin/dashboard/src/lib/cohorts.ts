// How the customers of each week came again.
import { CohortOrigin as Origin, type Cohort as ApiCohort } from '@/gen/fudai/admin/v1/stats_customers_pb';
import type { Cell } from './csv';
import { dateOf, toDate } from './dates';
import { ratio } from './numbers';

export { Origin };

export type Cohort = Omit<ApiCohort, '$typeName'>;

/** The spans within which a second order counts, by the fields that hold them. */
export const spans = ['within1Day', 'within7Days', 'within30Days'] as const;

export type SpanName = (typeof spans)[number];

/** What tells a cohort from all others. */
export const cohortKey = ({ startTime, origin }: Cohort): string => `${startTime?.seconds ?? 0n} ${origin}`;

/** How many weeks after their first the oldest cohort has seen. */
export const depthOf = (cohorts: readonly Cohort[]): number =>
  cohorts.reduce((most, { weeks }) => Math.max(most, weeks.length), 0);

/** The share of a cohort that so many of it are; undefined where it is not known yet. */
export const rate = (again: bigint | undefined, { customers }: Cohort): number | undefined =>
  again === undefined ? undefined : ratio(again, customers);

/** The share of all customers of an origin who came again within a span: of those cohorts alone of which it is known. */
export function overallRate(cohorts: readonly Cohort[], origin: Origin, span: SpanName): number | undefined {
  const known = cohorts.filter(cohort => cohort.origin === origin && cohort[span] !== undefined);
  const customers = known.reduce((sum, cohort) => sum + cohort.customers, 0n);
  const again = known.reduce((sum, cohort) => sum + (cohort[span] ?? 0n), 0n);
  return customers > 0n ? ratio(again, customers) : undefined;
}

/** Rows of a spreadsheet: the week, how they came, how many, and how many of them came again. */
export const cohortCells = (cohorts: readonly Cohort[], zone: string, say: (origin: Origin) => string): Cell[][] => {
  const depth = depthOf(cohorts);
  return cohorts.map(cohort => [
    dateOf(toDate(cohort.startTime) ?? new Date(0), zone),
    say(cohort.origin),
    cohort.customers,
    ...spans.map(span => cohort[span] ?? ''),
    ...Array.from({ length: depth }, (_, week) => cohort.weeks[week] ?? ''),
  ]);
};
