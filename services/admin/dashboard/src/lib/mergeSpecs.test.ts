import { equals } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { CampaignSpecSchema, type CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';
import { everyField } from './everyField';
import { mergeSpecs } from './mergeSpecs';
import { addTemplate, benefitOf, removeTemplate } from './specEdits';
import { specChanges } from './specChanges';
import { withValueAt } from './specPath';

const same = (a: CampaignSpec, b: CampaignSpec): boolean => equals(CampaignSpecSchema, a, b);
const base = everyField();
const named = (name: string): CampaignSpec => ({ ...base, displayName: name });

describe('mergeSpecs', () => {
  it('is theirs where I changed nothing, and mine where they did not', () => {
    const other = withValueAt(named('other'), 'templates[0].value_fen', 1n);
    expect(same(mergeSpecs(base, base, other), other)).toBe(true);
    expect(same(mergeSpecs(base, other, base), other)).toBe(true);
    expect(same(mergeSpecs(base, other, other), other)).toBe(true);
  });

  it('keeps both where they changed different fields, and mine where they changed the same', () => {
    const mine = withValueAt(named('mine'), 'templates[0].conditions.waiting_days', 2);
    const theirs = withValueAt(named('theirs'), 'templates[0].limits.max_uses_per_user', 9);
    const merged = mergeSpecs(base, mine, theirs);
    expect(merged.displayName).toBe('mine');
    expect(merged.templates[0]?.conditions?.waitingDays).toBe(2);
    expect(merged.templates[0]?.limits?.maxUsesPerUser).toBe(9);
  });

  it('matches coupons by their ids', () => {
    const mine = { ...base, ...removeTemplate(base, 1) };
    const added = { ...base, ...addTemplate(base) };
    const theirs = withValueAt(added, 'templates[2].valid_days', 9);
    const merged = mergeSpecs(base, mine, theirs);
    expect(merged.templates.map(each => each.templateId)).toEqual([
      'latte-3-off',
      'mocha-990',
      'second-cup',
      'delivery',
      'free-coffee',
      'coupon-7',
    ]);
    expect(merged.templates[1]?.validDays).toBe(9);
    expect(merged.recipe.some(entry => entry.templateId === 'cake-half')).toBe(false);
  });

  it('never makes two benefits of one', () => {
    const [first] = base.templates;
    if (!first) throw new Error('the campaign has no coupon');
    const mine = withValueAt(base, 'templates[0]', { ...first, benefit: benefitOf('percentOff', 0n) });
    const theirs = withValueAt(base, 'templates[0].amount_off.amount_fen', 100n);
    expect(mergeSpecs(base, mine, theirs).templates[0]?.benefit.case).toBe('percentOff');
    const others = withValueAt(base, 'templates[0]', { ...first, benefit: benefitOf('fixedPrice', 0n) });
    expect(mergeSpecs(base, mine, others).templates[0]?.benefit.case).toBe('percentOff');
  });

  it('takes my whole list where entries came or went and have no ids', () => {
    const mine = withValueAt(base, 'trigger.shop_ids', ['sh-001']);
    const theirs = withValueAt(base, 'trigger.shop_ids', ['sh-001', 'sh-002', 'sh-003']);
    expect(mergeSpecs(base, mine, theirs).trigger?.shopIds).toEqual(['sh-001']);
  });
});

describe('specChanges', () => {
  it('names what either has changed, and where both have', () => {
    const mine = withValueAt(named('mine'), 'templates[0].value_fen', 1n);
    const theirs = withValueAt(named('theirs'), 'budget.daily_fen', 2n);
    expect(specChanges(base, mine, theirs)).toEqual([
      { path: 'display_name', before: base.displayName, theirs: 'theirs', mine: 'mine', clash: true },
      { path: 'budget.daily_fen', before: '100000005', theirs: '2', mine: '100000005', clash: false },
      { path: 'templates[0].value_fen', before: '300', theirs: '300', mine: '1', clash: false },
    ]);
  });

  it('finds no clash where both have made the same of it', () =>
    expect(specChanges(base, named('same'), named('same')).map(each => each.clash)).toEqual([false]));
});
