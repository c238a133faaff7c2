import { create } from '@bufbuild/protobuf';
import { expect, it } from 'vitest';
import { HoldoutVerdict as Verdict, QueryHoldoutResponseSchema } from '@/gen/fudai/admin/v1/stats_holdout_pb';
import { intervalOf, lacking } from './holdout';

const answer = (verdict: Verdict, numbers = { lowFen: -5, differenceFen: 10, highFen: 25 }) =>
  create(QueryHoldoutResponseSchema, { verdict, ...numbers });

it('has an interval only where a verdict says something', () => {
  expect(intervalOf(answer(Verdict.NOT_SEEN))).toEqual({
    low: -5,
    difference: 10,
    high: 25,
    verdict: Verdict.NOT_SEEN,
  });
  expect(intervalOf(answer(Verdict.TOO_EARLY))).toBeUndefined();
  expect(intervalOf(create(QueryHoldoutResponseSchema, { verdict: Verdict.MORE }))).toBeUndefined();
});

it('says how many customers are lacking', () => {
  expect(lacking(30n, 100n)).toBe(70n);
  expect(lacking(120n, 100n)).toBe(0n);
});
