// How cups fill: tenths without gaps, and what each step of the schedule yields.
import type { CupsBucket, StepYield } from '@/gen/fudai/admin/v1/stats_coffee_pb';

export interface Tenth {
  readonly tenths: number;
  readonly cups: bigint;
}

/** All ten tenths, those without cups included; none where there are no cups at all. */
export function allTenths(fullness: readonly Omit<CupsBucket, '$typeName'>[]): Tenth[] {
  if (fullness.length === 0) return [];
  const found = new Map(fullness.map(({ tenths, cups }) => [tenths, cups]));
  return Array.from({ length: 10 }, (_, tenths) => ({ tenths, cups: found.get(tenths) ?? 0n }));
}

export type Step = Omit<StepYield, '$typeName'>;

/** How many openings it took to fill one cup; undefined where none was filled. */
export const openingsPerCup = ({ openings, cupsFilled }: Step): number | undefined =>
  cupsFilled > 0n ? Number(openings) / Number(cupsFilled) : undefined;

/** The friends with whom a step begins and, but for the last one, ends. */
export const helpersOf = (steps: readonly Step[], index: number): { from: number; to: number | undefined } => {
  const next = steps[index + 1]?.minHelpers;
  return { from: steps[index]?.minHelpers ?? 0, to: next === undefined ? undefined : next - 1 };
};
