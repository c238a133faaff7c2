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
    const places = entries.map(({ partition = 0, number }) => `${partition},${number}`).sort();
    return { places, file: `ledger-user-${sharers[0].user}.csv` };
  };
  const placesIn = text =>
    text
      .split('\r\n')
      .slice(1, -1)
      .map(line => line.split(',').slice(0, 2).join())
      .sort();

  for (const [language, label] of [
    ['en', 'Paid'],
    ['zh', '支付时间'],
  ]) {
    it(`says when an order was paid that was reported later, in ${language}`, async () => {
      await page().addInitScript(
        settings => localStorage.setItem('fudai.settings', settings),
        JSON.stringify({ language }),
      );
      await open('/ledger');
      const { entries } = await call(page(), 'LedgerService', 'ListEntries', { filter: { campaignId: campaign } });
      const { orderId, paidAtMs } = entries.map(({ event }) => event.orderReported).find(Boolean);
      await page().route(/ListEntries$/, async route => {
        const text = await (await route.fetch()).text();
        await route.fulfill({
          body: text.replace(`"paidAtMs":"${paidAtMs}"`, `"paidAtMs":"${paidAtMs - 3_600_000}"`),
          contentType: 'application/json',
        });
      });
      await page().goto(`${page().url()}?kind=order&id=${encodeURIComponent(orderId)}`);
      const paid = page().locator('.story-details div').filter({ hasText: label }).locator('dd').first();
      const time = new Date(paidAtMs - 3_600_000 + 8 * 3_600_000).toISOString().slice(11, 19);
      assert.ok((await paid.innerText()).endsWith(` ${time}`));
    });
  }

  it('is gathered in memory where the browser cannot do better', async () => {
    await page().addInitScript(() => delete globalThis.showSaveFilePicker);
    const { places, file: name } = await openStory();
    const [file] = await Promise.all([
      page().waitForEvent('download'),
      page().getByRole('button', { name: save }).click(),
    ]);
    assert.equal(file.suggestedFilename(), name);
    const text = await readFile(await file.path(), 'utf8');
    assert.match(
      text,
      /^\uFEFFpartition,number,occur_time,campaign_id,event,order_id,refund_id,.*,first_of_template\r\n/,
    );
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
    const { places, file: name } = await openStory();
    let broken = 0;
    await page().route(/ExportLedger$/, route => (broken++ === 0 ? route.abort() : route.continue()));
    await page().getByRole('button', { name: save }).click();
    await page().waitForFunction(name => globalThis.savedAs === name, name);
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
