// What the comparison with those who are left out says, in the words' keys; the numbers are the API's.
import { HoldoutVerdict as Verdict, type QueryHoldoutResponse } from '@/gen/fudai/admin/v1/stats_holdout_pb';
import type { KeyWith } from '@/i18n';

export type SpokenVerdict = Verdict.NOT_SEEN | Verdict.MORE | Verdict.LESS;

/** The sentence of each verdict that can be given; the amounts are without a sign. */
export const verdictWords: Record<SpokenVerdict, KeyWith<'amount' | 'low' | 'high'>> = {
  [Verdict.NOT_SEEN]: 'holdout.notSeen',
  [Verdict.MORE]: 'holdout.more',
  [Verdict.LESS]: 'holdout.less',
};

/** A difference with its interval, in fen. */
export interface Interval {
  readonly low: number;
  readonly difference: number;
  readonly high: number;
  readonly verdict: SpokenVerdict;
}

/** The interval, where something can be said. */
export function intervalOf(answer: Omit<QueryHoldoutResponse, '$typeName'>): Interval | undefined {
  const { verdict, lowFen: low, differenceFen: difference, highFen: high } = answer;
  if (low === undefined || difference === undefined || high === undefined) return undefined;
  if (verdict !== Verdict.NOT_SEEN && verdict !== Verdict.MORE && verdict !== Verdict.LESS) return undefined;
  return { low, difference, high, verdict };
}

/** How many customers a group still lacks before anything is said. */
export const lacking = (customers: bigint, needed: bigint): bigint => (customers < needed ? needed - customers : 0n);
