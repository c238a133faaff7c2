// What the tests of the page's sections have in common.
import { after, afterEach, before, beforeEach } from 'node:test';
import { address, call, campaign, openBrowser, openWindow, signIn } from './browser.js';

// Opens a window for each test of a suite; gives what finds things on its page.
export function onPages() {
  let browser;
  let page;
  before(async () => (browser = await openBrowser()));
  after(() => browser.close());
  beforeEach(async () => (page = await openWindow(browser)));
  afterEach(() => page.context().close());
  return {
    open: async path => {
      await signIn(page);
      await page.goto(address + path);
    },
    page: () => page,
    ask: (method, request = { campaignId: campaign }) => call(page, 'StatsService', method, request),
    figure: name => page.locator(`[data-figure="${name}"]`).first(),
    part: name => page.locator(`[data-part=${name}]`),
    panel: name => page.locator(`section[aria-labelledby=${name}-title]`),
  };
}

// The days of a range in the campaign's zone, so many before today; and what the API takes for it.
export function daysAgo(first, last) {
  const day = offset => new Date(Date.now() + 8 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10);
  const midnight = date => new Date(`${date}T00:00+08:00`).toISOString();
  return {
    query: `range=custom&from=${day(-first)}&to=${day(-last)}`,
    request: { campaignId: campaign, startTime: midnight(day(-first)), endTime: midnight(day(1 - last)) },
  };
}

// Days of an answer by their dates in the campaign's zone.
export const dateOf = startTime => new Date(Date.parse(startTime) + 8 * 3_600_000).toISOString().slice(0, 10);
