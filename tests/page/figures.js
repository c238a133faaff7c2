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
