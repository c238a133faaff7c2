// Keeps a picture of every page in both languages and themes, and at the width of a phone: node screenshots.js [FOLDER]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { address, call, campaign, openBrowser, openWindow, signIn } from './browser.js';
import { places, visit } from './places.js';

const folder = process.argv[2] ?? 'screenshots';
mkdirSync(folder, { recursive: true });

const looks = [
  { language: 'en', theme: 'light' },
  { language: 'zh', theme: 'dark' },
  { language: 'zh', theme: 'light' },
  { language: 'en', theme: 'dark' },
  { language: 'zh', theme: 'light', width: 390, height: 844, suffix: '-phone' },
];

// Waits until two pictures in a row are the same: charts have been drawn, letters have come.
async function settled(page) {
  const deadline = Date.now() + 10_000;
  for (let last = null, next = await page.screenshot(); !last?.equals(next);) {
    if (Date.now() > deadline) throw new Error(`${page.url()} does not come to rest`);
    [last, next] = [next, await page.screenshot()];
  }
}

const browser = await openBrowser();
for (const { suffix = '', ...look } of looks) {
  const page = await openWindow(browser, look);
  const { width, height } = page.viewportSize();
  // The window is made as tall as the page, so that what sticks to its edges is where a reader sees it.
  const keep = async name => {
    const whole = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height: Math.max(whole, height) });
    await page.screenshot({ path: join(folder, `${name}-${look.language}-${look.theme}${suffix}.png`) });
    await page.setViewportSize({ width, height });
  };
  await page.goto(address);
  await page.locator('input[name=username]').waitFor();
  await keep('sign-in');
  await signIn(page);
  const { entries } = await call(page, 'LedgerService', 'ListEntries', {
    filter: { campaignId: campaign },
    pageSize: 1000,
  });
  const redeemed =
    entries.find(({ event }) => event.couponUsed?.step === 2) ?? entries.find(({ event }) => event.couponCredited);
  const coupon = (redeemed.event.couponUsed ?? redeemed.event.couponCredited).couponId;
  const { sharers } = await call(page, 'StatsService', 'ListSharers', { campaignId: campaign });
  for (const place of places(coupon, sharers[0].user)) {
    await visit(page, place);
    await settled(page);
    await keep(place.name);
  }
  await page.context().close();
}
await browser.close();
