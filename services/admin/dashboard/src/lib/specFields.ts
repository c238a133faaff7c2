// Every field of a campaign: its name, what it means, and how it is typed. One row for each; the form and its findings read this table.
import type { PlainKey } from '@/i18n';

export type FieldKind =
  | 'text'
  | 'yuan'
  | 'whole'
  | 'longWhole'
  | 'permille'
  | 'ids'
  | 'moment'
  | 'duration'
  | 'clock'
  | 'days'
  | 'check'
  | 'choice'
  | 'template';

export interface SpecField {
  readonly kind: FieldKind;
  readonly label: PlainKey;
  readonly help?: PlainKey;
  /** What a field of a few values can be. The first stands for the enum's value that says nothing. */
  readonly options?: readonly { readonly value: number; readonly label: PlainKey }[];
}

const field = (kind: FieldKind, label: PlainKey, help?: PlainKey): SpecField => ({ kind, label, help });

const coupon: Record<string, SpecField> = {
  template_id: field('text', 'field.templateId', 'help.templateId'),
  display_name: field('text', 'coupons.name', 'help.couponName'),
  value_fen: field('yuan', 'edit.value', 'help.value'),
  valid_days: field('whole', 'rules.validDays', 'help.validDays'),
  'amount_off.amount_fen': field('yuan', 'field.amountOff', 'help.amountOff'),
  'percent_off.percent': field('whole', 'edit.percent', 'help.percent'),
  'fixed_price.price_fen': field('yuan', 'edit.price', 'help.price'),
  'buy_x_get_y.buy': field('whole', 'edit.buy'),
  'buy_x_get_y.get': field('whole', 'edit.get', 'help.get'),
  'buy_x_get_y.max_times': field('whole', 'field.maxTimes', 'help.maxTimes'),
  'conditions.min_spend_fen': field('yuan', 'edit.minSpend', 'help.minSpend'),
  'conditions.skus': field('ids', 'field.skus', 'help.skus'),
  'conditions.excluded_skus': field('ids', 'field.excludedSkus', 'help.ids'),
  'conditions.categories': field('ids', 'field.categories', 'help.categories'),
  'conditions.excluded_categories': field('ids', 'field.excludedCategories', 'help.ids'),
  'conditions.shop_ids': field('ids', 'field.couponShops', 'edit.shopsHelp'),
  'conditions.first_order_only': field('check', 'field.firstOrderOnly', 'help.firstOrderOnly'),
  'conditions.hours[].days': field('days', 'field.days'),
  'conditions.hours[].start_minute': field('clock', 'field.startMinute'),
  'conditions.hours[].end_minute': field('clock', 'field.endMinute', 'help.endMinute'),
  'conditions.not_before': field('moment', 'field.notBefore', 'help.notBefore'),
  'conditions.not_after': field('moment', 'field.notAfter', 'help.notAfter'),
  'conditions.waiting_days': field('whole', 'field.waitingDays', 'help.waitingDays'),
  'limits.max_uses_per_user': field('whole', 'field.maxUses', 'edit.zeroNoCap'),
  'limits.max_uses_per_user_per_day': field('whole', 'field.maxUsesPerDay', 'edit.zeroNoCap'),
  'stacking.group': field('text', 'field.group', 'help.group'),
  'stacking.max_coupons': field('whole', 'field.maxCoupons', 'help.maxCoupons'),
  'stacking.rank': field('whole', 'field.rank', 'help.rank'),
  return_policy: {
    ...field('choice', 'field.returnPolicy', 'help.returnPolicy'),
    options: [
      { value: 1, label: 'policy.return' },
      { value: 2, label: 'policy.forfeit' },
    ],
  },
  budget_fen: field('yuan', 'field.templateBudget', 'help.templateBudget'),
};

export const specFields: Record<string, SpecField> = {
  display_name: field('text', 'edit.displayName', 'help.displayName'),
  start_time: field('moment', 'edit.start', 'help.start'),
  end_time: field('moment', 'edit.end', 'help.end'),
  time_zone: field('text', 'edit.zone', 'edit.zoneHelp'),
  'trigger.min_amount_fen': field('yuan', 'edit.minAmount', 'help.minAmount'),
  'trigger.shop_ids': field('ids', 'edit.shops', 'edit.shopsHelp'),
  ...Object.fromEntries(Object.entries(coupon).map(([name, row]) => [`templates[].${name}`, row])),
  'recipe[].template_id': field('template', 'field.recipeTemplate'),
  'recipe[].count': field('whole', 'rules.inBag', 'help.count'),
  bag_life: field('duration', 'field.bagLife', 'help.bagLife'),
  'growth.steps[].min_helpers': field('whole', 'edit.minHelpers'),
  'growth.steps[].drops': field('whole', 'edit.drops'),
  'growth.new_friend_extra_drops': field('whole', 'edit.extraDrops', 'help.extraDrops'),
  'growth.contribution_period': field('duration', 'field.contributionPeriod', 'help.contributionPeriod'),
  'growth.drops_per_cup': field('longWhole', 'edit.dropsPerCup', 'help.dropsPerCup'),
  'growth.carry_over': {
    ...field('choice', 'field.carryOver', 'help.carryOver'),
    options: [
      { value: 1, label: 'carryOver.keep' },
      { value: 2, label: 'carryOver.discard' },
    ],
  },
  'growth.max_cups_per_user': field('whole', 'edit.maxCups', 'edit.zeroNoCap'),
  'growth.free_coffee_template_id': field('template', 'edit.freeCoffee', 'help.freeCoffee'),
  'budget.total_fen': field('yuan', 'edit.total', 'edit.zeroNoCap'),
  'budget.daily_fen': field('yuan', 'edit.daily', 'help.daily'),
  holdout_permille: field('permille', 'field.holdout', 'help.holdout'),
};

/** Parts that findings may name as a whole. */
export const specParts: Record<string, PlainKey> = {
  templates: 'edit.coupons',
  'templates[]': 'coupons.name',
  recipe: 'edit.coupons',
  'recipe[]': 'rules.inBag',
  growth: 'rules.growth',
  'growth.steps': 'field.steps',
  'growth.steps[]': 'field.steps',
  budget: 'budget.title',
};
