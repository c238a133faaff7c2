// A campaign's coupons by template, as tables and charts show them.
import type { TemplateStats } from '@/gen/fudai/admin/v1/stats_money_pb';
import type { Cell } from './csv';
import { fenToDecimal, meanToDecimal } from './money';
import { mergeTimes, type Times } from './times';

export type Template = Omit<TemplateStats, '$typeName' | 'timeToUse'> & { readonly timeToUse?: Times };

/** What customers call it; its id where it has no name any more. */
export const templateName = ({ displayName, templateId }: Pick<Template, 'displayName' | 'templateId'>): string =>
  displayName || templateId;

/** How long the coupons of one template took to be used, or with an empty id those of all. */
export const timesToUse = (templates: readonly Template[], templateId: string): Times =>
  mergeTimes(
    templates
      .filter(each => !templateId || each.templateId === templateId)
      .flatMap(({ timeToUse }) => (timeToUse ? [timeToUse] : [])),
  );

export const templateCells = (templates: readonly Template[]): Cell[][] =>
  templates.map(each => [
    templateName(each),
    each.templateId,
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
  ]);
