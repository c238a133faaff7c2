// No page has what axe calls serious: in both themes, at both widths.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seriousFaults } from './axe.js';
import { address, call, campaign, openBrowser, openWindow, signIn } from './browser.js';
import { places, visit } from './places.js';

const looks = [
  { language: 'en', theme: 'light' },
  { language: 'zh', theme: 'dark' },
  { language: 'zh', theme: 'light', width: 390, height: 844 },
];

for (const look of looks) {
  describe(`axe, ${Object.values(look).join(' ')}`, () => {
    let browser;
    let page;
    let coupon;
    let sharer;
    before(async () => {
      browser = await openBrowser();
      page = await openWindow(browser, look);
      await page.goto(address);
      await page.locator('input[name=username]').waitFor();
      assert.deepEqual(await seriousFaults(page), []);
      await signIn(page);
      const { entries } = await call(page, 'LedgerService', 'ListEntries', {
        filter: { campaignId: campaign },
        pageSize: 100,
      });
      coupon = entries.find(({ event }) => event.couponCredited).event.couponCredited.couponId;
      ({ user: sharer } = (await call(page, 'StatsService', 'ListSharers', { campaignId: campaign })).sharers[0]);
    });
    after(() => browser.close());

    for (const { name } of places('', '')) {
      it(name, async () => {
        await visit(
          page,
          places(coupon, sharer).find(place => place.name === name),
        );
        assert.deepEqual(await seriousFaults(page), []);
      });
    }

    it('a dialog', async () => {
      await visit(page, { path: `/campaigns/${campaign}`, ready: '.chart canvas' });
      await page.locator('.page-actions .ant-btn-dangerous').last().click();
      await page.locator('.effect').waitFor();
      assert.deepEqual(await seriousFaults(page), []);
    });
  });
}
