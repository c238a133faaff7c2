// Reads what the page shows.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

// The digits and the sign of a number as the page writes it.
export const digits = text => text.replace(/[^\d−-]/g, '').replace('−', '-');

// Saves what a part of the page shows as CSV; its rows, without the header.
export async function savedRows(page, place) {
  const [file] = await Promise.all([page.waitForEvent('download'), place.getByRole('button', { name: 'CSV' }).click()]);
  const text = await readFile(await file.path(), 'utf8');
  const [head, ...rows] = text.split('\r\n').filter(Boolean);
  assert.match(head, /^\uFEFF/);
  return rows.map(row => row.split(','));
}

// A mean or another amount of fen that is not whole, as the page writes it, without its currency and grouping; "–" where there is none.
export const yuan = fen => {
  if (fen === undefined) return '–';
  const rounded = Math.round(Number(fen));
  return `${rounded < 0 ? '−' : ''}${(Math.abs(rounded) / 100).toFixed(2)}`;
};

// The same for a file.
export const plainYuan = fen => (fen === undefined ? '' : yuan(fen).replace('−', '-'));

// An amount without its currency and grouping.
export const bare = text => text.replace(/[¥,]/g, '');

// What the page shows in percent.
export const percent = share =>
  new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 }).format(share);
