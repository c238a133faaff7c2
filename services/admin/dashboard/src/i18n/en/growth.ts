/** The funnel, in the words of the page on metrics. */
export const growth = {
  'totals.title': 'Since it was published',
  'days.some': 'Whole days, {from} to {to}; times of {zone}',
  'days.since': 'Whole days since {from}; times of {zone}',
  'days.until': 'Whole days until {to}; times of {zone}',
  'days.all': 'The whole life; times of {zone}',
  'funnel.title': 'From orders to second orders',
  'funnel.lead':
    'Each step counts its own events within the range. A bag given on Monday and opened on Tuesday stands in two days, so a step may be larger than the one before it.',
  'funnel.none': 'No order has earned a bag yet.',
  'funnel.part': '{share} of {whole}',
  'funnel.before': 'before: {count} ({change})',
  'funnel.step': 'Step',
  'funnel.count': 'Count',
  'funnel.share': 'Share',
  'funnel.change': 'Change',
  'step.orders': 'Orders',
  'stepDefinition.orders':
    'Orders that earned a bag of the campaign, by the day of payment. Orders that met no campaign’s conditions are the whole chain’s alone.',
  'step.bagsIssued': 'Bags given',
  'stepDefinition.bagsIssued': 'Orders with a bag, by the day of the bag. It does not say whether the bag was shared.',
  'step.bagsOpened': 'Bags opened',
  'stepDefinition.bagsOpened':
    'Bags opened at least once, by the day of the first opening. How often they were opened: see openings per bag.',
  'step.distinctOpeners': 'People who opened',
  'stepDefinition.distinctOpeners':
    'People, each once in a campaign, by the day of their first opening in it. An opener of last week who opens again this week is not counted again.',
  'step.couponsRedeemed': 'Coupons used',
  'stepDefinition.couponsRedeemed':
    'Coupons that have paid for an order, free coffees too. It does not say whether the discount was taken back; a coupon that a reversal gave back may count again.',
  'step.newCustomers': 'New customers',
  'stepDefinition.newCustomers':
    'People whose first touch was an opening of the campaign, and who then placed their first order; by the day of that order. It does not say whether they would have come anyway.',
  'step.secondOrders': 'Second orders',
  'stepDefinition.secondOrders':
    'Those new customers who have ordered again since, at any time and under any campaign; by the day of their first order. It does not say when they did, and may still grow.',
} as const;
