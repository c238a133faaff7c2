// Every page, with what must be there before it is looked at.
import { address, campaign } from './browser.js';

// A section, once what it asked for is there.
const answered = '.age[data-stale]';

export const places = (story, sharer) => [
  { name: 'overview', path: '/', ready: '.card-figures' },
  { name: 'campaign', path: `/campaigns/${campaign}`, ready: '.chart canvas' },
  {
    name: 'comparison',
    path: `/campaigns/${campaign}?metric=liability&range=week&compare=1`,
    ready: '.chart canvas',
  },
  { name: 'money', path: `/campaigns/${campaign}/money`, ready: '[data-part=money-by-day] canvas' },
  { name: 'money-comparison', path: `/campaigns/${campaign}/money?range=week&compare=1`, ready: answered },
  { name: 'coupons', path: `/campaigns/${campaign}/coupons`, ready: '[data-part=templates] td' },
  {
    name: 'coupons-comparison',
    path: `/campaigns/${campaign}/coupons?range=week&compare=1`,
    ready: '[data-part=templates] .figure-note',
  },
  { name: 'customers', path: `/campaigns/${campaign}/customers`, ready: '[data-part=spend-curve] canvas' },
  { name: 'coffee', path: `/campaigns/${campaign}/coffee`, ready: '[data-part=coffee-steps] td' },
  { name: 'sharers', path: `/campaigns/${campaign}/sharers`, ready: '[data-part=sharers] td' },
  { name: 'tree', path: `/campaigns/${campaign}/sharers/${sharer}`, ready: '.tree-canvas[data-drawn]' },
  { name: 'places', path: `/campaigns/${campaign}/places`, ready: '[data-part=shop-bars] canvas' },
  { name: 'chain-growth', path: '/chain/growth', ready: '.chart canvas' },
  { name: 'chain-money', path: '/chain/money', ready: '[data-part=money-by-day] canvas' },
  { name: 'chain-customers', path: '/chain/customers', ready: '[data-part=return-rates] canvas' },
  { name: 'chain-sharers', path: '/chain/sharers', ready: '[data-part=sharers] td' },
  { name: 'chain-places', path: '/chain/places', ready: '[data-part=week-hours] canvas' },
  { name: 'plan', path: `/campaigns/${campaign}/plan`, ready: '.table' },
  { name: 'versions', path: `/campaigns/${campaign}/versions`, ready: '.table' },
  { name: 'edit', path: `/campaigns/${campaign}/edit`, ready: '.save-bar' },
  { name: 'new', path: '/new', ready: '.save-bar' },
  { name: 'ledger', path: '/ledger', ready: '.note' },
  { name: 'story', path: `/ledger?kind=coupon&id=${story}`, ready: '.story-entry' },
  { name: 'rehearsal', path: '/rehearsal', ready: '#import-title + * + form', world: 'rehearsal' },
  { name: 'people', path: '/people', ready: '.table' },
  { name: 'audit', path: '/audit', ready: '.audit-entry' },
  { name: 'missing', path: '/nowhere', ready: '.note' },
  { name: 'unknown', path: '/campaigns/no-such-campaign', ready: '.note' },
];

// Goes there, in production if it does not say otherwise, and waits until it can be looked at.
export async function visit(page, { path, ready, world = 'production' }) {
  await page.evaluate(name => sessionStorage.setItem('fudai.world', name), world);
  await page.goto(address + path);
  await page.locator(ready).first().waitFor();
  await page.waitForFunction(() => !document.querySelector('.loading'));
}
