// Shops side by side: columns, order, search.
import type { PlainKey } from '@/i18n';
import type { ShopStats } from '@/gen/fudai/admin/v1/stats_places_pb';
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

/** The shops whose ids hold the text, in order; equal ones by their ids. */
export function chosenShops(shops: readonly Shop[], text: string, { by, ascending }: Order): Shop[] {
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
  return shops.filter(({ shopId }) => shopId.toLowerCase().includes(wanted)).sort(compare);
}

export const shopCells = (shops: readonly Shop[]): Cell[][] =>
  shops.map(shop => [
    shop.shopId,
    ...shopFigureNames.map(name => {
      const { unit, value } = shopFigures[name];
      return unit === 'fen' ? fenToDecimal(value(shop)) : value(shop);
    }),
  ]);
