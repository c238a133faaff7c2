// Edits of a campaign that touch several of its fields at once.
import { create } from '@bufbuild/protobuf';
import {
  GrowthRulesSchema,
  GrowthStepSchema,
  RecipeEntrySchema,
  type CampaignSpec,
} from '@/gen/fudai/campaign/v1/campaign_pb';
import {
  AmountOffSchema,
  BuyXGetYSchema,
  CouponConditionsSchema,
  CouponTemplateSchema,
  FixedPriceSchema,
  FreeDeliverySchema,
  FreeItemSchema,
  PercentOffSchema,
  WeeklyHoursSchema,
  type CouponTemplate,
} from '@/gen/fudai/campaign/v1/coupon_template_pb';

export type Edit = Partial<CampaignSpec>;
export type Benefit = CouponTemplate['benefit'];
export type BenefitKind = NonNullable<Benefit['case']>;

/** Where the recipe speaks of a coupon; -1 where no bag holds one. */
export const placeInRecipe = ({ recipe }: CampaignSpec, templateId: string): number =>
  recipe.findIndex(entry => entry.templateId === templateId);

/** The number of coupons in a bag. */
export const bagSize = ({ recipe }: CampaignSpec): number => recipe.reduce((sum, { count }) => sum + count, 0);

/** Another coupon of 3 yuan off. */
export function addTemplate({ templates }: CampaignSpec): Edit {
  const taken = new Set(templates.map(each => each.templateId));
  let number = templates.length + 1;
  while (taken.has(`coupon-${number}`)) number += 1;
  const benefit = benefitOf('amountOff', 300n);
  const added = { templateId: `coupon-${number}`, valueFen: 300n, validDays: 14, benefit };
  return { templates: [...templates, create(CouponTemplateSchema, added)] };
}

/** Without the coupon, and without it in the bag. */
export function removeTemplate({ templates, recipe }: CampaignSpec, index: number): Edit {
  const id = templates[index]?.templateId;
  return { templates: templates.filter((_, each) => each !== index), recipe: recipe.filter(e => e.templateId !== id) };
}

/** Another id, for the coupon and for all that speaks of it. */
export function renameTemplate({ templates, recipe, growth }: CampaignSpec, index: number, templateId: string): Edit {
  const old = templates[index]?.templateId;
  return {
    templates: templates.map((each, place) => (place === index ? { ...each, templateId } : each)),
    recipe: recipe.map(entry => (entry.templateId === old ? { ...entry, templateId } : entry)),
    ...(growth?.freeCoffeeTemplateId === old && { growth: growth && { ...growth, freeCoffeeTemplateId: templateId } }),
  };
}

/** So many of a coupon in every bag; none takes it out of the recipe. */
export function setCount(spec: CampaignSpec, templateId: string, count: number): Edit {
  const { recipe } = spec;
  const place = placeInRecipe(spec, templateId);
  if (place < 0) return count > 0 ? { recipe: [...recipe, create(RecipeEntrySchema, { templateId, count })] } : {};
  if (count === 0) return { recipe: recipe.filter((_, each) => each !== place) };
  return { recipe: recipe.map((entry, each) => (each === place ? { ...entry, count } : entry)) };
}

/** Another worth. An amount off that takes off all that the coupon is worth goes on doing so. */
export const setValue = (template: CouponTemplate, valueFen: bigint): CouponTemplate =>
  template.benefit.case === 'amountOff' && template.benefit.value.amountFen === template.valueFen
    ? { ...template, valueFen, benefit: benefitOf('amountOff', valueFen) }
    : { ...template, valueFen };

/** Another amount off, with the coupon's worth where the two are the same. */
export const setAmountOff = (template: CouponTemplate, amountFen: bigint): CouponTemplate => {
  const before = template.benefit.case === 'amountOff' ? template.benefit.value.amountFen : template.valueFen;
  const benefit = benefitOf('amountOff', amountFen);
  return { ...template, benefit, valueFen: before === template.valueFen ? amountFen : template.valueFen };
};

/** A benefit to begin from, of a coupon that is worth so much. */
export function benefitOf(kind: BenefitKind, valueFen: bigint): Benefit {
  switch (kind) {
    case 'amountOff':
      return { case: kind, value: create(AmountOffSchema, { amountFen: valueFen }) };
    case 'percentOff':
      return { case: kind, value: create(PercentOffSchema, { percent: 50 }) };
    case 'fixedPrice':
      return { case: kind, value: create(FixedPriceSchema, { priceFen: 990n }) };
    case 'freeItem':
      return { case: kind, value: create(FreeItemSchema) };
    case 'buyXGetY':
      return { case: kind, value: create(BuyXGetYSchema, { buy: 1, get: 1 }) };
    case 'freeDelivery':
      return { case: kind, value: create(FreeDeliverySchema) };
  }
}

/** Hours on working days, from nine to six. */
export function addHours(template: CouponTemplate): CouponTemplate {
  const conditions = template.conditions ?? create(CouponConditionsSchema);
  const added = create(WeeklyHoursSchema, { days: [1, 2, 3, 4, 5], startMinute: 540, endMinute: 1080 });
  return { ...template, conditions: { ...conditions, hours: [...conditions.hours, added] } };
}

export function removeHours(template: CouponTemplate, index: number): CouponTemplate {
  const { conditions } = template;
  if (!conditions) return template;
  return { ...template, conditions: { ...conditions, hours: conditions.hours.filter((_, each) => each !== index) } };
}

/** A step after the last, of five more friends and five more drops. */
export function addStep({ growth = create(GrowthRulesSchema) }: CampaignSpec): Edit {
  const last = growth.steps.at(-1);
  const next = { minHelpers: (last?.minHelpers ?? -5) + 5, drops: (last?.drops ?? 5) + 5 };
  return { growth: { ...growth, steps: [...growth.steps, create(GrowthStepSchema, next)] } };
}

export const removeStep = ({ growth }: CampaignSpec, index: number): Edit =>
  growth ? { growth: { ...growth, steps: growth.steps.filter((_, each) => each !== index) } } : {};
