import type { SectionLink } from './SectionNav';

/** The sections of a campaign's results; those of the chain are the ones that its numbers answer for. */
export const campaignSections: readonly SectionLink[] = [
  { path: '', label: 'section.live' },
  { path: 'money', label: 'section.money' },
  { path: 'coupons', label: 'section.coupons' },
  { path: 'customers', label: 'section.customers' },
  { path: 'coffee', label: 'section.coffee' },
  { path: 'sharers', label: 'section.sharers' },
  { path: 'places', label: 'section.places' },
];

export const chainSections: readonly SectionLink[] = [
  { path: 'growth', label: 'section.live' },
  ...campaignSections.filter(({ path }) => ['money', 'customers', 'sharers', 'places'].includes(path)),
];
