import { create } from '@bufbuild/protobuf';
import { expect, it } from 'vitest';
import { ShopStatsSchema } from '@/gen/fudai/admin/v1/stats_places_pb';
import { chosenShops, comparedShops, shopCells } from './shops';

const shops = [
  create(ShopStatsSchema, { shopId: 'S10', orders: 5n, paidFen: 9000n }),
  create(ShopStatsSchema, { shopId: 'S2', orders: 5n, paidFen: 12050n }),
  create(ShopStatsSchema, { shopId: 'north-1', orders: 8n }),
];
const ids = (text: string, by: 'orders' | 'paid' | 'shop', ascending = false): string[] =>
  chosenShops(comparedShops(shops), text, { by, ascending }).map(({ now }) => now.shopId);

it('sorts by any figure, equal shops by their ids as people count', () => {
  expect(ids('', 'orders')).toEqual(['north-1', 'S2', 'S10']);
  expect(ids('', 'paid', true)).toEqual(['north-1', 'S10', 'S2']);
  expect(ids('', 'shop')).toEqual(['S10', 'S2', 'north-1']);
});

it('finds shops by a part of their ids, in either case', () => {
  expect(ids(' s1', 'orders')).toEqual(['S10']);
  expect(ids('zzz', 'orders')).toEqual([]);
});

it('writes amounts in yuan', () =>
  expect(shopCells(comparedShops(shops.slice(1, 2)))).toEqual([['S2', 5n, '120.50', 0n, '0.00', 0n, 0n, 0n, '0.00']]));

it('keeps shops that only the range before has, and writes both ranges', () => {
  const before = [
    create(ShopStatsSchema, { shopId: 'S2', orders: 1n }),
    create(ShopStatsSchema, { shopId: 'closed', orders: 7n }),
  ];
  const both = chosenShops(comparedShops(shops.slice(1, 2), before), '', { by: 'orders', ascending: false });
  expect(shopCells(both, ['orders', 'paid'])).toEqual([
    ['S2', 5n, '120.50', 1n, '0.00'],
    ['closed', 0n, '0.00', 7n, '0.00'],
  ]);
  expect(shopCells(comparedShops([], []))).toEqual([]);
});
