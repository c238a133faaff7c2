// One metric by hour of the week.
import type { PlainKey } from '@/i18n';
import { WeekMetric, type WeekHour } from '@/gen/fudai/admin/v1/stats_places_pb';

/** What can be shown, by the name that stands in the page's address. */
export const weekMetrics = {
  orders: { metric: WeekMetric.ORDERS, label: 'metric.orders' },
  openings: { metric: WeekMetric.OPENINGS, label: 'metric.openings' },
  redeemed: { metric: WeekMetric.COUPONS_REDEEMED, label: 'metric.couponsRedeemed' },
} as const satisfies Record<string, { metric: WeekMetric; label: PlainKey }>;

export type WeekMetricName = keyof typeof weekMetrics;

export const isWeekMetric = (text: string): text is WeekMetricName => text in weekMetrics;

export const isoDays = [1, 2, 3, 4, 5, 6, 7] as const;
export const dayHours: readonly number[] = Array.from({ length: 24 }, (_, hour) => hour);

/** The name of an ISO day: 1 is Monday. */
export const dayName = (day: number, locale: string, style: 'short' | 'long' = 'short'): string =>
  new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)));

export interface WeekDay {
  readonly day: number;
  /** By hour, 0 to 23. */
  readonly hours: readonly bigint[];
}

/** The week day by day. */
export const weekDays = (hours: readonly Omit<WeekHour, '$typeName'>[]): WeekDay[] =>
  isoDays.map(day => ({
    day,
    hours: dayHours.map(hour => hours.find(each => each.day === day && each.hour === hour)?.value ?? 0n),
  }));
