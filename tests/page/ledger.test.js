// The ledger as a file: written to the disk as it is read, or gathered in memory, and not at all where that is too much.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { call, campaign } from './browser.js';
import { onPages } from './sections.js';

const save = 'Save all of it as CSV';

describe('the ledger on the page', () => {
  const { open, page, ask } = onPages();

  // The story of the busiest sharer, and its entries' places in the ledger.
  const openStory = async () => {
    await open('/ledger');
    const { sharers } = await ask('ListSharers');
    const filter = { userId: sharers[0].user };
    const { entries } = await call(page(), 'LedgerService', 'ListEntries', { filter, pageSize: 1000 });
    await page().goto(`${page().url()}?kind=user&id=${encodeURIComponent(sharers[0].user)}`);
    await page().locator('.story-entry').first().waitFor();
    return entries.map(({ partition = 0, number }) => `${partition},${number}`).sort();
  };
  const placesIn = text =>
    text
      .split('\r\n')
      .slice(1, -1)
      .map(line => line.split(',').slice(0, 2).join())
      .sort();

  it('is gathered in memory where the browser cannot do better', async () => {
    await page().addInitScript(() => delete globalThis.showSaveFilePicker);
    const places = await openStory();
    const [file] = await Promise.all([
      page().waitForEvent('download'),
      page().getByRole('button', { name: save }).click(),
    ]);
    assert.equal(file.suggestedFilename(), 'ledger-user.csv');
    const text = await readFile(await file.path(), 'utf8');
    assert.match(text, /^\uFEFFpartition,number,occur_time,campaign_id,event,/);
    assert.ok(text.includes(`,${campaign},bag_opened,`));
    assert.deepEqual(placesIn(text), places);
    await page().getByText(`${places.length} entries are saved`).waitFor();
  });

  it('goes to the disk as it is read where the browser can, and goes on where the connection broke', async () => {
    await page().addInitScript(() => {
      globalThis.written = [];
      globalThis.showSaveFilePicker = ({ suggestedName }) =>
        Promise.resolve({
          createWritable: () =>
            Promise.resolve({
              write: async text => void globalThis.written.push(text),
              close: async () => void (globalThis.savedAs = suggestedName),
              abort: async () => void (globalThis.written = ['aborted']),
            }),
        });
    });
    const places = await openStory();
    let broken = 0;
    await page().route(/ExportLedger$/, route => (broken++ === 0 ? route.abort() : route.continue()));
    await page().getByRole('button', { name: save }).click();
    await page().waitForFunction(() => globalThis.savedAs === 'ledger-user.csv');
    assert.equal(broken, 2);
    assert.deepEqual(placesIn((await page().evaluate(() => globalThis.written)).join('')), places);
  });

  it('leaves nothing behind where it could not be read to its end', async () => {
    await page().addInitScript(() => delete globalThis.showSaveFilePicker);
    await openStory();
    await page().route(/ExportLedger$/, route =>
      route.fulfill({ status: 403, contentType: 'application/json', body: '{"code":"permission_denied"}' }),
    );
    let downloads = 0;
    page().on('download', () => ++downloads);
    await page().getByRole('button', { name: save }).click();
    await page().getByRole('alert').getByText('Your role may not do this').waitFor();
    assert.equal(downloads, 0);
  });
});
