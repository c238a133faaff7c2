import { isOverflow } from './money';

/** "12,345" in the reader's language. */
export const formatCount = (value: bigint | number, language: string): string =>
  typeof value === 'bigint' && isOverflow(value) ? '—' : new Intl.NumberFormat(language).format(value);

/** The share of part in whole as "12.3%"; "–" where there is no whole. */
export function formatShare(part: bigint, whole: bigint, language: string): string {
  if (whole <= 0n) return '–';
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  return share.format(ratio(part, whole));
}

/** A share that is a number already: 0.123 as "12.3%"; "–" where there is none. */
export const formatPercent = (value: number | undefined, language: string): string =>
  value === undefined
    ? '–'
    : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(value);

/** How much more or less than before, as "+12.3%"; "–" where there was nothing before. */
export function formatChange(value: bigint, previous: bigint, language: string): string {
  if (previous <= 0n) return '–';
  const change = new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  return change.format(ratio(value - previous, previous));
}

/** A factor such as K with three digits, so that they line up; "–" where there is none. */
export const formatFactor = (value: number | undefined, language: string): string =>
  value === undefined
    ? '–'
    : new Intl.NumberFormat(language, { minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(value);

/** A mean with two digits; "–" where there is none. */
export const formatDecimal = (value: number | undefined, language: string): string =>
  value === undefined
    ? '–'
    : new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);

/** part / whole as a number that is precise to a millionth; 0 where there is no whole. */
export const ratio = (part: bigint, whole: bigint): number =>
  whole <= 0n ? 0 : Number((part * 1_000_000n) / whole) / 1_000_000;
