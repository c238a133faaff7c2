// How numbers stand in charts.
import { formatCount } from './numbers';

interface Formats {
  /** In full, for a tooltip. */
  readonly format: (value: number) => string;
  /** Short, for an axis. */
  readonly formatAxis: (value: number) => string;
}

const short = { notation: 'compact', maximumFractionDigits: 1, minimumFractionDigits: 0 } as const;
const money = { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' } as const;

/** Amounts in yuan. */
export function yuanFormats(locale: string): Formats {
  const full = new Intl.NumberFormat(locale, money);
  const brief = new Intl.NumberFormat(locale, { ...money, ...short });
  return { format: value => full.format(value), formatAxis: value => brief.format(value) };
}

export function countFormats(locale: string): Formats {
  const brief = new Intl.NumberFormat(locale, short);
  return { format: value => formatCount(value, locale), formatAxis: value => brief.format(value) };
}

/** Fen as the yuan that a chart draws. */
export const chartYuan = (fen: bigint): number => Number(fen) / 100;
