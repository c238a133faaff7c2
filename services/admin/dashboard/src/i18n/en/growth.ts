/** The funnel and virality, in the words of the page on metrics. */
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
  'virality.title': 'Virality',
  'virality.none': 'No bag was given in this range, so nothing could spread.',
  'virality.noneYet': 'No bag has been given yet. Virality begins with the first.',
  'virality.young':
    'Bags given since {day} can still be opened and have not brought what they will: compare days whose bags have expired.',
  'generations.title': 'Generations',
  'generations.definition':
    'Whoever is brought by a bag of a customer of generation g is of generation g + 1; customers who came without a bag are of generation 0. What decides is the first touch, for good.',
  'generations.csv': 'Generation',
  'generations.organic': '0, came without a bag',
  'generations.youngest':
    'The youngest generation may not have had time to bring anybody: its bags can still be opened, so its K may still grow.',
  'generations.noK':
    'K per sharer is given for the range “All” only: it needs each sharer once, and a range of days holds bags of sharers who began before it.',
  'virality.customers': 'Customers',
  'virality.customersDefinition':
    'First orders by generation, by the day of that order. Generation 0 has some for the whole chain only: no campaign brought them.',
  'virality.bags': 'Bags',
  'virality.bagsDefinition': 'Bags given, by the buyer’s generation at that moment.',
  'virality.sharers': 'Sharers',
  'virality.sharersDefinition':
    'Customers who got a bag of the campaign, each once, by their generation at that moment and the day of their first bag.',
  'virality.brought': 'Brought',
  'virality.broughtDefinition':
    'New customers, of the next generation, whom these bags have brought until now, by the day of the bag.',
  'virality.kPerBag': 'K per bag',
  'virality.kPerBagDefinition':
    'Brought ÷ bags: what the bags of the range have brought until now. Both stand on the day of the bag.',
  'virality.k': 'K per sharer',
  'virality.kDefinition': 'Brought ÷ sharers, over the whole life: how many new customers one sharer brings.',
  'kDays.title': 'K per bag by day',
  'kDays.day': 'Day of the bag',
  'kDays.csvDay': 'Day of the bag ({zone})',
  'kDays.young': 'May still grow',
  'kDays.pale': 'Pale: bags of the day can still be opened.',
  'kDays.yes': 'Yes',
  'openings.title': 'Openings per bag',
  'openings.definition': 'Bags given in the range, by how often they were opened until now.',
  'openings.none': 'Not opened',
  'openings.times': '{times} ×',
  'openings.span': '{from}–{to} ×',
  'openings.over': '{from} × or more',
  'openings.csv': 'Openings',
  'cycle.title': 'From the bag to the first order',
  'cycle.definition':
    'Time from the moment the bag was given to the first order of each friend whom it brought, by the day of the bag. Exact to the hour up to three days, to the day after that.',
  'cycle.none': 'These bags have brought nobody yet.',
  'cycle.median': 'Median',
  'cycle.medianDefinition': 'The time within which at least half of the new customers had ordered.',
  'cycle.p90': 'Nine tenths (p90)',
  'cycle.p90Definition': 'The time within which at least nine tenths of the new customers had ordered.',
  'cycle.young': 'Friends who have not ordered yet are not in it, so a young range looks faster than it is.',
  'cycle.csvFrom': 'From hours',
  'cycle.csvTo': 'To less than hours',
  'times.took': 'Took',
  'span.first': 'under 1 h',
  'span.hours': '{from}–{to} h',
  'span.days': '{from}–{to} days',
  'span.over': '{from} days or more',
  'chain.referralShare': 'Brought by friends',
  'chain.referralShareDefinition':
    'Customers whom a bag brought (generation 1 and above) ÷ all customers, since the first order. A friend who was told without a bag, and came by themselves, is not in it.',
} as const;
