// A campaign's coupons by template, as tables and charts show them.
import { create } from '@bufbuild/protobuf';
import { TemplateStatsSchema, type TemplateStats } from '@/gen/fudai/admin/v1/stats_money_pb';
import { compared, type Compared } from './compared';
import type { Cell } from './csv';
import { fenToDecimal, meanToDecimal } from './money';
import { mergeTimes, type Times } from './times';

export type Template = Omit<TemplateStats, '$typeName' | 'timeToUse'> & { readonly timeToUse?: Times };

/** What customers call it; its id where it has no name any more. */
export const templateName = ({ displayName, templateId }: Pick<Template, 'displayName' | 'templateId'>): string =>
  displayName || templateId;

export type ComparedTemplate = Compared<Template>;

/** Every template that either range knows; where one of them does not, all of it is zero there. */
export const comparedTemplates = (now: readonly Template[], before?: readonly Template[]): ComparedTemplate[] =>
  compared(now, before, {
    idOf: ({ templateId }) => templateId,
    nothingOf: ({ templateId, displayName }) => create(TemplateStatsSchema, { templateId, displayName }),
  });

/** How long the coupons of one template took to be used, or with an empty id those of all. */
export const timesToUse = (templates: readonly Template[], templateId: string): Times =>
  mergeTimes(
    templates
      .filter(each => !templateId || each.templateId === templateId)
      .flatMap(({ timeToUse }) => (timeToUse ? [timeToUse] : [])),
  );

/** Names, numbers, and where they are compared the same numbers of the range before. */
export const templateCells = (templates: readonly ComparedTemplate[]): Cell[][] =>
  templates.map(({ now, before }) => [
    templateName(now),
    now.templateId,
    ...numbersOf(now),
    ...(before ? numbersOf(before) : []),
  ]);

const numbersOf = (each: Template): Cell[] => [
  each.given,
  fenToDecimal(each.liabilityFen),
  each.redeemed,
  each.returned,
  each.expired,
  fenToDecimal(each.discountFen),
  fenToDecimal(each.reversedFen),
  each.baskets,
  meanToDecimal(each.meanBasketFen),
  each.meanItems ?? '',
];
