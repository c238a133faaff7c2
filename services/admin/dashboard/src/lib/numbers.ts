import { isOverflow } from './money';

/** "12,345" in the reader's language. */
export const formatCount = (value: bigint | number, language: string): string =>
  typeof value === 'bigint' && isOverflow(value) ? '—' : new Intl.NumberFormat(language).format(value);

/** The share of part in whole as "12.3%", or as "< 0.1%" and "> 99.9%" beside nothing and the whole; "–" where there is no whole. */
export function formatShare(part: bigint, whole: bigint, language: string): string {
  if (whole <= 0n) return '–';
  // A part that is too small for ratio() is a part nevertheless.
  return shareWords(part > 0n ? Math.max(ratio(part, whole), Number.MIN_VALUE) : ratio(part, whole), language);
}

/** A share that is a number already: 0.123 as "12.3%"; "–" where there is none. */
export const formatPercent = (value: number | undefined, language: string): string =>
  value === undefined ? '–' : shareWords(value, language);

// Only nothing is 0%, and only the whole is 100%.
function shareWords(value: number, language: string): string {
  const { format } = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  if (value > 0 && value < 0.0005) return `< ${format(0.001)}`;
  if (value < 1 && value >= 0.9995) return `> ${format(0.999)}`;
  return format(value);
}

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
