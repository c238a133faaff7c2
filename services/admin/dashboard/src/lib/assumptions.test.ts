import { expect, it } from 'vitest';
import { assumptionsOf, startingTexts } from './assumptions';

it('takes percents as basis points, and leaves orders to the ledger', () => {
  expect(assumptionsOf({ ...startingTexts, openRate: '12.34' })).toMatchObject({ openRateBp: 1234, ordersPerBuyer: 1 });
  expect(assumptionsOf(startingTexts)).not.toHaveProperty('ordersPerDay');
  expect(assumptionsOf({ ...startingTexts, ordersPerDay: '500' })).toMatchObject({ ordersPerDay: 500n });
});

it.each([
  { openRate: '101' },
  { redemptionRate: '' },
  { newFriendRate: '-1' },
  { ordersPerBuyer: '0' },
  { ordersPerDay: 'many' },
])('refuses %j', wrong => expect(assumptionsOf({ ...startingTexts, ...wrong })).toBeUndefined());
