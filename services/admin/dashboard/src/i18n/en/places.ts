/** Shops side by side, and hours of the week. */
export const places = {
  'week.title': 'Hours of the week',
  'week.hours': 'By weekday and hour',
  'week.definition':
    'The figure by hour of the week, over all weeks of the range, each event at its own moment. An hour that a change of clocks repeats counts twice.',
  'week.day': 'Day',
  'week.label': '{metric} by weekday and hour',
  'shop.title': 'Shops side by side',
  'shop.table': 'All figures',
  'shop.definition':
    'Shops in which something happened within the range. Each number counts on its own day, in the shop of the order. The whole chain’s numbers hold all orders; a campaign’s, those that earned its bags.',
  'shop.none': 'Nothing happened in any shop in this range.',
  'shop.noneSuch': 'No shop has “{text}” in its id.',
  'shop.search': 'Find a shop',
  'shop.first': 'The first {shops} of {all}.',
  'shop.barsLabel': '{metric} by shop',
  'shop.ordersDefinition': 'Orders of the campaign, by the day of payment. For the whole chain: all orders.',
  'shop.paidDefinition': 'What was paid for these orders.',
  'shop.refundsDefinition': 'Refunds of these orders, by the day of the refund.',
  'shop.refundedDefinition': 'What was given back of it, by the day of the refund.',
  'shop.firstOrders': 'First orders',
  'shop.firstOrdersDefinition': 'Customers’ first orders among them.',
  'shop.bagsDefinition': 'Bags that orders in the shop earned.',
  'shop.redeemedDefinition':
    'Coupons of the campaign that have paid for an order in the shop, by the day of use. For the whole chain: of any campaign.',
  'shop.discountDefinition': 'What these coupons took off.',
} as const;
