// CSV that spreadsheets open as it was meant: RFC 4180, UTF-8 with a byte order mark, and no cell of text that runs as a formula.

export type Cell = string | number | bigint;

const byteOrderMark = '\uFEFF';

/** The whole file. Text that begins with = + - @ tab or return gets a ' before it; numbers stay numbers. */
export const toCsv = (header: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  csvHead(header) + csvRows(rows);

/** With which a file begins that is written in parts. */
export const csvHead = (header: readonly string[]): string => byteOrderMark + csvRows([header]);

/** A part of it. */
export const csvRows = (rows: readonly (readonly Cell[])[]): string =>
  rows.map(row => row.map(cell).join(',') + '\r\n').join('');

function cell(value: Cell): string {
  if (typeof value !== 'string') return value.toString();
  const harmless = /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
