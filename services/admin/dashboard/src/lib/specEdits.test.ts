import { describe, expect, it } from 'vitest';
import type { CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';
import { everyField } from './everyField';
import {
  addHours,
  addStep,
  addTemplate,
  bagSize,
  benefitOf,
  removeHours,
  removeStep,
  removeTemplate,
  renameTemplate,
  setAmountOff,
  setCount,
  setValue,
} from './specEdits';

const spec = everyField();
const [first] = spec.templates;
if (!first) throw new Error('the campaign has no coupon');

const recipeOf = ({ recipe }: Partial<CampaignSpec>): string[] =>
  (recipe ?? []).map(({ templateId, count }) => `${count} ${templateId}`);

describe('edits of a campaign', () => {
  it('rename a coupon wherever it is spoken of', () => {
    const last = spec.templates.length - 1;
    const edit = renameTemplate(spec, last, 'on-us');
    expect(edit.templates?.[last]?.templateId).toBe('on-us');
    expect(recipeOf(edit).at(-1)).toBe('1 on-us');
    expect(edit.growth?.freeCoffeeTemplateId).toBe('on-us');
    expect(renameTemplate(spec, 0, 'latte').growth).toBeUndefined();
  });

  it('add a coupon under an id of its own, and take one away with its place in the bag', () => {
    const added = { ...spec, ...addTemplate({ ...spec, ...renameTemplate(spec, 0, 'coupon-7') }) };
    expect(added.templates.at(-1)?.templateId).toBe('coupon-8');
    const removed = removeTemplate(spec, 0);
    expect(removed.templates).toHaveLength(spec.templates.length - 1);
    expect(recipeOf(removed)[0]).toBe('10 cake-half');
  });

  it('put so many of a coupon into the bag', () => {
    expect(bagSize(spec)).toBe(50);
    expect(recipeOf(setCount(spec, 'cake-half', 11))[1]).toBe('11 cake-half');
    expect(recipeOf(setCount(spec, 'cake-half', 0))[1]).toBe('4 mocha-990');
    expect(recipeOf(setCount(spec, 'tea', 2)).at(-1)).toBe('2 tea');
    expect(setCount(spec, 'tea', 0)).toEqual({});
  });

  it('keep worth and amount off together only where they are the same', () => {
    const even = setAmountOff({ ...first, benefit: benefitOf('amountOff', first.valueFen) }, 400n);
    expect([even.valueFen, even.benefit.value]).toMatchObject([400n, { amountFen: 400n }]);
    expect(setValue(even, 500n).benefit.value).toMatchObject({ amountFen: 500n });
    expect(setAmountOff(first, 200n).valueFen).toBe(300n);
    expect(setValue(first, 500n).benefit.value).toMatchObject({ amountFen: 250n });
  });

  it('add hours and steps, and take them away', () => {
    const more = addHours(first);
    expect(more.conditions?.hours.at(-1)).toMatchObject({ days: [1, 2, 3, 4, 5], startMinute: 540, endMinute: 1080 });
    expect(removeHours(more, 2)).toEqual(first);
    const stepped = { ...spec, ...addStep(spec) };
    expect(stepped.growth?.steps.at(-1)).toMatchObject({ minHelpers: 10, drops: 20 });
    expect(removeStep(stepped, 2).growth).toEqual(spec.growth);
  });
});
