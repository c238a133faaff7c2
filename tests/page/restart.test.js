// The server goes away and comes back while the page is open: node restart.test.js. Whoever runs it ends the server at the line "live",
// and starts it again on the same address at the line "stale".
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { address, call, campaign, openBrowser, openWindow, signIn } from './browser.js';
import { digits } from './figures.js';

const away = 60_000;

describe('a server that starts again', () => {
  let browser;
  let page;
  before(async () => (browser = await openBrowser()));
  after(() => browser.close());

  it('is noticed, and found again without a touch', async () => {
    page = await openWindow(browser);
    await signIn(page);
    await page.goto(`${address}/campaigns/${campaign}`);
    await page.locator('.age[data-stale=false]').waitFor();
    console.log('the page is live');
    await page.locator('.age[data-stale=true]').waitFor({ timeout: away });
    await page.getByText('These figures may be old').waitFor();
    // What was read before stays in view.
    assert.notEqual(await page.locator('[data-figure=orders]').first().innerText(), '');
    console.log('the page is stale');
    await page.locator('.age[data-stale=false]').waitFor({ timeout: away });
    const { summary } = await call(page, 'StatsService', 'GetCampaignSummary', { campaignId: campaign });
    assert.equal(digits(await page.locator('[data-figure=orders]').first().innerText()), summary.orders);
  });
});
