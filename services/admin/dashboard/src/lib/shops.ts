// Shops side by side: columns, order, search.
import { create } from '@bufbuild/protobuf';
import type { PlainKey } from '@/i18n';
import { ShopStatsSchema, type ShopStats } from '@/gen/fudai/admin/v1/stats_places_pb';
import { compared, type Compared } from './compared';
import type { Cell } from './csv';
import { fenToDecimal } from './money';
import type { Unit } from './metrics';

export type Shop = Omit<ShopStats, '$typeName'>;

interface ShopFigure {
  readonly label: PlainKey;
  readonly definition: PlainKey;
  readonly unit: Unit;
  readonly value: (shop: Shop) => bigint;
}

/** What is known of a shop, in the order of the table's columns, by the name that stands in the page's address. */
export const shopFigures = {
  orders: { label: 'metric.orders', definition: 'shop.ordersDefinition', unit: 'count', value: s => s.orders },
  paid: { label: 'metric.paid', definition: 'shop.paidDefinition', unit: 'fen', value: s => s.paidFen },
  refunds: { label: 'metric.refunds', definition: 'shop.refundsDefinition', unit: 'count', value: s => s.refunds },
  refunded: { label: 'metric.refunded', definition: 'shop.refundedDefinition', unit: 'fen', value: s => s.refundedFen },
  firstOrders: {
    label: 'shop.firstOrders',
    definition: 'shop.firstOrdersDefinition',
    unit: 'count',
    value: s => s.firstOrders,
  },
  bags: { label: 'metric.bagsIssued', definition: 'shop.bagsDefinition', unit: 'count', value: s => s.bagsIssued },
  redeemed: {
    label: 'metric.couponsRedeemed',
    definition: 'shop.redeemedDefinition',
    unit: 'count',
    value: s => s.couponsRedeemed,
  },
  discount: { label: 'metric.discount', definition: 'shop.discountDefinition', unit: 'fen', value: s => s.discountFen },
} as const satisfies Record<string, ShopFigure>;

export type ShopFigureName = keyof typeof shopFigures;

export const shopFigureNames = Object.keys(shopFigures) as ShopFigureName[];

export const isShopFigure = (text: string): text is ShopFigureName => text in shopFigures;

export interface Order {
  readonly by: ShopFigureName | 'shop';
  readonly ascending: boolean;
}

export type ComparedShop = Compared<Shop>;

/** Every shop that either range knows; where one of them does not, all of it is zero there. */
export const comparedShops = (now: readonly Shop[], before?: readonly Shop[]): ComparedShop[] =>
  compared(now, before, {
    idOf: ({ shopId }) => shopId,
    nothingOf: ({ shopId }) => create(ShopStatsSchema, { shopId }),
  });

/** The shops whose ids hold the text, in order of what they have now; equal ones by their ids. */
export function chosenShops(shops: readonly ComparedShop[], text: string, { by, ascending }: Order): ComparedShop[] {
  const sign = ascending ? 1 : -1;
  const byId = (a: Shop, b: Shop): number => a.shopId.localeCompare(b.shopId, undefined, { numeric: true });
  const compare =
    by === 'shop'
      ? (a: Shop, b: Shop) => sign * byId(a, b)
      : (a: Shop, b: Shop) => {
          const [left, right] = [shopFigures[by].value(a), shopFigures[by].value(b)];
          return left === right ? byId(a, b) : sign * (left < right ? -1 : 1);
        };
  const wanted = text.trim().toLowerCase();
  return shops.filter(({ now }) => now.shopId.toLowerCase().includes(wanted)).sort((a, b) => compare(a.now, b.now));
}

// In yuan what is in fen.
function shopCell(shop: Shop, name: ShopFigureName): Cell {
  const { unit, value } = shopFigures[name];
  return unit === 'fen' ? fenToDecimal(value(shop)) : value(shop);
}

/** These figures of each shop, and where they are compared the same figures of the range before. */
export const shopCells = (
  shops: readonly ComparedShop[],
  names: readonly ShopFigureName[] = shopFigureNames,
): Cell[][] =>
  shops.map(({ now, before }) => [
    now.shopId,
    ...names.map(name => shopCell(now, name)),
    ...(before ? names.map(name => shopCell(before, name)) : []),
  ]);
