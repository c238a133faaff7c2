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

/** part / whole as a number that is precise to a millionth; 0 where there is no whole. */
export const ratio = (part: bigint, whole: bigint): number =>
  whole <= 0n ? 0 : Number((part * 1_000_000n) / whole) / 1_000_000;
