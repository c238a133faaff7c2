// Amounts are whole fen as bigint; a yuan has 100 of them. Nothing here goes through a floating-point number.

/** What an amount stays at once it has left 64 bits: it is no figure any more. */
const overflow = 9223372036854775807n;

/** True for an amount or a sum that the server could no longer count. */
export const isOverflow = (value: bigint): boolean => value === overflow || value === -overflow;

/** "¥1,234.50"; "−¥0.05" for what was given back; "—" for an amount that is no figure any more. */
export function formatFen(fen: bigint): string {
  if (isOverflow(fen)) return '—';
  const magnitude = fen < 0n ? -fen : fen;
  const yuan = (magnitude / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0n ? '−' : ''}¥${yuan}.${cents(magnitude)}`;
}

/** A mean or another amount that is no whole fen, to the fen; "–" where there is none. */
export const formatMeanFen = (fen: number | undefined): string =>
  fen === undefined || !Number.isFinite(fen) ? '–' : formatFen(BigInt(Math.round(fen)));

/** The same for spreadsheets; empty where there is none. */
export const meanToDecimal = (fen: number | undefined): string =>
  fen === undefined || !Number.isFinite(fen) ? '' : fenToDecimal(BigInt(Math.round(fen)));

/** Yuan without sign or grouping, for inputs and spreadsheets: "1234.50". */
export function fenToDecimal(fen: bigint): string {
  const magnitude = fen < 0n ? -fen : fen;
  return `${fen < 0n ? '-' : ''}${magnitude / 100n}.${cents(magnitude)}`;
}

/** Fen of an amount that somebody typed in yuan, such as "1,234.5"; undefined if it is none. */
export function parseYuan(text: string): bigint | undefined {
  const match = /^(\d{1,16})(?:\.(\d{1,2}))?$/.exec(text.trim().replace(/[,，\s]|^[¥￥]/g, ''));
  if (!match) return undefined;
  return BigInt(match[1] ?? '0') * 100n + BigInt((match[2] ?? '').padEnd(2, '0'));
}

const cents = (magnitude: bigint): string => (magnitude % 100n).toString().padStart(2, '0');
