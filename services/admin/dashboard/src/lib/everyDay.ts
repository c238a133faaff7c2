import type { Timestamp } from '@bufbuild/protobuf/wkt';
import { dateOf, dayStart, toDate } from './dates';

/**
 * One row for every day from the first that the API names to the last, in order. Days on which nothing happened, which it leaves out, are
 * made of no day, and of the row before.
 */
export function everyDay<Day extends { readonly startTime?: Timestamp }, Row>(
  days: readonly Day[],
  zone: string,
  rowOf: (start: Date, day: Day | undefined, before: Row | undefined) => Row,
): Row[] {
  const named = new Map(
    days.flatMap(day => {
      const start = toDate(day.startTime);
      return start ? [[dateOf(start, zone), { day, start }] as const] : [];
    }),
  );
  const starts = [...named.values()].map(({ start }) => start);
  const last = starts.at(-1);
  const rows: Row[] = [];
  for (let start = starts[0]; start && last && start <= last; start = dayStart(start, zone, 1)) {
    rows.push(rowOf(start, named.get(dateOf(start, zone))?.day, rows.at(-1)));
  }
  return rows;
}
