import { create } from '@bufbuild/protobuf';
import { expect, it } from 'vitest';
import { TemplateStatsSchema } from '@/gen/fudai/admin/v1/stats_money_pb';
import { comparedTemplates, templateCells, timesToUse } from './templates';

const templates = [
  create(TemplateStatsSchema, {
    templateId: 'latte',
    displayName: '拿铁券',
    given: 9n,
    liabilityFen: 2700n,
    timeToUse: { buckets: [{ fromHours: 0, toHours: 1, count: 3n }] },
  }),
  create(TemplateStatsSchema, {
    templateId: 'free',
    baskets: 2n,
    meanBasketFen: 2549.5,
    meanItems: 1.5,
    timeToUse: { buckets: [{ fromHours: 5, toHours: 6, count: 4n }] },
  }),
];

it('adds up the times of all templates, or shows those of one', () => {
  expect(timesToUse(templates, '').buckets.map(({ count }) => count)).toEqual([3n, 4n]);
  expect(timesToUse(templates, 'free').buckets.map(({ fromHours }) => fromHours)).toEqual([5]);
});

it('writes amounts in yuan, and leaves out means that are not there', () => {
  expect(templateCells(comparedTemplates(templates))).toEqual([
    ['拿铁券', 'latte', 9n, '27.00', 0n, 0n, 0n, '0.00', '0.00', 0n, '', ''],
    ['free', 'free', 0n, '0.00', 0n, 0n, 0n, '0.00', '0.00', 2n, '25.50', 1.5],
  ]);
});

it('sets each template against itself in the range before, with zeros where only one range knows it', () => {
  const [latte, free] = templates;
  const compared = comparedTemplates(latte ? [latte] : [], free ? [free] : []);
  expect(compared.map(({ now, before }) => [now.templateId, now.given, before?.templateId, before?.baskets])).toEqual([
    ['latte', 9n, 'latte', 0n],
    ['free', 0n, 'free', 2n],
  ]);
  expect(templateCells(compared)[1]?.slice(9)).toEqual([
    0n,
    '',
    '',
    0n,
    '0.00',
    0n,
    0n,
    0n,
    '0.00',
    '0.00',
    2n,
    '25.50',
    1.5,
  ]);
});
