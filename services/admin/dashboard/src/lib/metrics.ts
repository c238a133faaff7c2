// Every figure that the page shows of a summary: its name, its definition, its unit, and the series that charts draw of it.
import type { PlainKey } from '@/i18n';
import { Metric, type CampaignSummary } from '@/gen/fudai/admin/v1/stats_pb';

export type Unit = 'count' | 'fen';

export interface Figure {
  readonly label: PlainKey;
  readonly definition: PlainKey;
  readonly unit: Unit;
  readonly value: (summary: CampaignSummary) => bigint;
}

const figure = (name: FigureName, unit: Unit, value: Figure['value']): Figure => ({
  label: `metric.${name}`,
  definition: `definition.${name}`,
  unit,
  value,
});

export type FigureName =
  | 'orders'
  | 'refunds'
  | 'paid'
  | 'refunded'
  | 'netPaid'
  | 'bagsIssued'
  | 'bagsOpened'
  | 'bagsClosed'
  | 'openings'
  | 'distinctOpeners'
  | 'newUsers'
  | 'conversions'
  | 'freeCoffees'
  | 'drops'
  | 'liability'
  | 'couponsReserved'
  | 'couponsRedeemed'
  | 'couponsReversed'
  | 'discount'
  | 'reversed'
  | 'couponsExpired'
  | 'expired'
  | 'revenue';

export const figures: Record<Exclude<FigureName, 'revenue'>, Figure> = {
  orders: figure('orders', 'count', s => s.orders),
  refunds: figure('refunds', 'count', s => s.refunds),
  paid: figure('paid', 'fen', s => s.paidFen),
  refunded: figure('refunded', 'fen', s => s.refundedFen),
  netPaid: figure('netPaid', 'fen', s => s.paidFen - s.refundedFen),
  bagsIssued: figure('bagsIssued', 'count', s => s.bagsIssued),
  bagsOpened: figure('bagsOpened', 'count', s => s.bagsOpened),
  bagsClosed: figure('bagsClosed', 'count', s => s.bagsClosed),
  openings: figure('openings', 'count', s => s.openings),
  distinctOpeners: figure('distinctOpeners', 'count', s => s.distinctOpeners),
  newUsers: figure('newUsers', 'count', s => s.newUsers),
  conversions: figure('conversions', 'count', s => s.conversions),
  freeCoffees: figure('freeCoffees', 'count', s => s.freeCoffees),
  drops: figure('drops', 'count', s => s.drops),
  liability: figure('liability', 'fen', s => s.liabilityFen),
  couponsReserved: figure('couponsReserved', 'count', s => s.couponsReserved),
  couponsRedeemed: figure('couponsRedeemed', 'count', s => s.couponsRedeemed),
  couponsReversed: figure('couponsReversed', 'count', s => s.couponsReversed),
  discount: figure('discount', 'fen', s => s.discountFen),
  reversed: figure('reversed', 'fen', s => s.reversedFen),
  couponsExpired: figure('couponsExpired', 'count', s => s.couponsExpired),
  expired: figure('expired', 'fen', s => s.expiredFen),
};

export interface Series {
  readonly metric: Metric;
  readonly label: PlainKey;
  readonly definition: PlainKey;
  readonly unit: Unit;
}

const series = (name: FigureName, metric: Metric, unit: Unit): Series => ({
  metric,
  label: `metric.${name}`,
  definition: `definition.${name}`,
  unit,
});

/** What charts can draw over time, by the name that stands in the page's address. */
export const allSeries = {
  openings: series('openings', Metric.OPENINGS, 'count'),
  orders: series('orders', Metric.ORDERS, 'count'),
  bags: series('bagsIssued', Metric.BAGS_ISSUED, 'count'),
  newUsers: series('newUsers', Metric.NEW_USERS, 'count'),
  conversions: series('conversions', Metric.CONVERSIONS, 'count'),
  redeemed: series('couponsRedeemed', Metric.COUPONS_REDEEMED, 'count'),
  freeCoffees: series('freeCoffees', Metric.FREE_COFFEES, 'count'),
  drops: series('drops', Metric.DROPS, 'count'),
  refunds: series('refunds', Metric.REFUNDS, 'count'),
  revenue: series('revenue', Metric.REVENUE_FEN, 'fen'),
  liability: series('liability', Metric.LIABILITY_FEN, 'fen'),
  discount: series('discount', Metric.DISCOUNT_FEN, 'fen'),
} as const satisfies Record<string, Series>;

export type SeriesName = keyof typeof allSeries;
