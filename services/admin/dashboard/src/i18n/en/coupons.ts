/** What became of coupons, template by template. */
export const coupons = {
  'templates.title': 'Coupons by template',
  'templates.table': 'What became of them',
  'templates.definition':
    'The coupons of each template. Each number counts on the day of its own event, so that those of a range need not be the same coupons.',
  'templates.ownDays':
    'Each number counts on its own day: coupons used in the range may have been given before it. The share used is there for the range “All”.',
  'templates.givenDefinition': 'Coupons given, out of bags or as free coffees, by the day on which each was given.',
  'templates.value': 'Value given',
  'templates.used': 'Used',
  'templates.usedDefinition':
    'Coupons that have paid for an order, by the day of use. One that a reversal gave back may count again.',
  'templates.share': 'Share used',
  'templates.shareDefinition':
    '(Used − returned) ÷ given, over the whole life. It still grows while coupons are valid.',
  'templates.returned': 'Returned',
  'templates.returnedDefinition': 'Coupons that reversals gave back to their owners, by the day of the reversal.',
  'templates.expired': 'Expired',
  'templates.expiredDefinition': 'Coupons that expired unused, by the day on which they did.',
  'templates.discount': 'Taken off',
  'templates.reversed': 'Taken back',
  'templates.baskets': 'Orders',
  'templates.basketsDefinition': 'Orders that coupons of the template have paid for, each once.',
  'templates.basket': 'Mean basket',
  'templates.basketDefinition':
    'Mean of what orders with a coupon of the template cost before discount, by the day of use.',
  'templates.items': 'Mean items',
  'templates.itemsDefinition': 'Mean of the units in these orders.',
  'templates.basketTitle': 'The basket around the coupon',
  'templates.time': 'From given to used',
  'templates.timeDefinition':
    'Time from the moment at which a coupon was given to its redemption, by the day of use. Exact to the hour up to three days, to the day after that.',
  'templates.medianDefinition': 'The time within which at least half of the used coupons had been used.',
  'templates.p90Definition': 'The time within which at least nine tenths of the used coupons had been used.',
  'templates.young': 'Coupons that have not been used yet are not in it.',
  'templates.noneUsed': 'No coupon was used in this range.',
  'templates.all': 'All coupons',
} as const;
