// Every page, with what must be there before it is looked at.
import { campaign } from './browser.js';

export const places = story => [
  { name: 'overview', path: '/', ready: '.card-figures' },
  { name: 'campaign', path: `/campaigns/${campaign}`, ready: '.chart canvas' },
  {
    name: 'comparison',
    path: `/campaigns/${campaign}?metric=liability&range=week&compare=1`,
    ready: '.chart canvas',
  },
  { name: 'plan', path: `/campaigns/${campaign}/plan`, ready: '.table' },
  { name: 'versions', path: `/campaigns/${campaign}/versions`, ready: '.table' },
  { name: 'edit', path: `/campaigns/${campaign}/edit`, ready: '.save-bar' },
  { name: 'new', path: '/new', ready: '.save-bar' },
  { name: 'ledger', path: '/ledger', ready: '.note' },
  { name: 'story', path: `/ledger?kind=coupon&id=${story}`, ready: '.story-entry' },
  { name: 'people', path: '/people', ready: '.table' },
  { name: 'audit', path: '/audit', ready: '.audit-entry' },
  { name: 'missing', path: '/nowhere', ready: '.note' },
  { name: 'unknown', path: '/campaigns/no-such-campaign', ready: '.note' },
];
