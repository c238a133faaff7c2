import { equals, type DescField, type DescMessage } from '@bufbuild/protobuf';
import { DurationSchema, TimestampSchema, type Duration } from '@bufbuild/protobuf/wkt';
import { describe, expect, it } from 'vitest';
import { CampaignSpecSchema, type CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';
import { everyField } from './everyField';
import {
  clock,
  durationIn,
  ids,
  longWhole,
  moment,
  permille,
  plain,
  unitOf,
  whole,
  yuan,
  type TextFormat,
} from './fieldTexts';
import { renameTemplate, setAmountOff, setCount, setValue } from './specEdits';
import { specFields } from './specFields';
import { patternOf, valueAt, withValueAt } from './specPath';

const isLeaf = ({ message }: DescField): boolean =>
  !message || [TimestampSchema.typeName, DurationSchema.typeName].includes(message.typeName as never);

const leavesOf = (desc: DescMessage, at = ''): string[] =>
  desc.fields.flatMap(field => {
    const path = at + field.name;
    if (isLeaf(field)) return [path];
    return leavesOf(field.message as DescMessage, `${path}${field.fieldKind === 'list' ? '[]' : ''}.`);
  });

// The path of every leaf that a spec has: "templates[0].value_fen" and so on.
function pathsOf(spec: CampaignSpec): string[] {
  const expand = (pattern: string): string[] => {
    const [head = '', ...rest] = pattern.split('[]');
    return rest.reduce(
      (paths, part) =>
        paths.flatMap(path => ((valueAt(spec, path) ?? []) as unknown[]).map((_, index) => `${path}[${index}]${part}`)),
      [head],
    );
  };
  return leavesOf(CampaignSpecSchema)
    .flatMap(expand)
    .filter(path => valueAt(spec, path) !== undefined);
}

// How the form types a value.
function formatOf(spec: CampaignSpec, path: string): TextFormat<never> | undefined {
  const unit = unitOf(valueAt(spec, path) as Duration);
  const formats = { plain, yuan, whole, longWhole, permille, ids, clock };
  const kind = specFields[patternOf(path)]?.kind ?? 'text';
  const format =
    kind === 'text'
      ? plain
      : kind === 'moment'
        ? moment(spec.timeZone)
        : kind === 'duration'
          ? durationIn(unit)
          : undefined;
  return (format ?? formats[kind as keyof typeof formats]) as unknown as TextFormat<never> | undefined;
}

const same = (a: CampaignSpec, b: CampaignSpec): boolean => equals(CampaignSpecSchema, a, b);

describe('the fields of a campaign', () => {
  it('have a row in the form, each of them', () =>
    expect(Object.keys(specFields).sort()).toEqual(leavesOf(CampaignSpecSchema).sort()));

  it('are all set in the campaign that tests use', () => {
    const patterns = new Set(pathsOf(everyField()).map(patternOf));
    expect([...patterns].sort()).toEqual(Object.keys(specFields).sort());
  });

  it('lose nothing on their way through the form and back', () => {
    const before = everyField();
    let after = before;
    for (const path of pathsOf(before)) {
      const value = valueAt(after, path) as never;
      const format = formatOf(after, path);
      const read = format ? format.read(format.write(value)) : { value };
      expect(read.fault, path).toBeUndefined();
      after = withValueAt(after, path, 'value' in read ? read.value : undefined);
      expect(same(after, before), path).toBe(true);
    }
  });

  it('stay as they are where an edit writes what is there', () => {
    const spec = everyField();
    spec.templates.forEach((template, index) => {
      const { templateId, valueFen, benefit } = template;
      const count = spec.recipe.find(entry => entry.templateId === templateId)?.count ?? 0;
      expect(same({ ...spec, ...renameTemplate(spec, index, templateId) }, spec)).toBe(true);
      expect(same({ ...spec, ...setCount(spec, templateId, count) }, spec)).toBe(true);
      expect(same(withValueAt(spec, `templates[${index}]`, setValue(template, valueFen)), spec)).toBe(true);
      if (benefit.case !== 'amountOff') return;
      const again = setAmountOff(template, benefit.value.amountFen);
      expect(same(withValueAt(spec, `templates[${index}]`, again), spec)).toBe(true);
    });
  });

  it('leave alone what this page does not know', () => {
    const spec = everyField();
    const unknown = [{ no: 999, wireType: 0, data: new Uint8Array([7]) }];
    spec.$unknown = unknown;
    for (const template of spec.templates) template.$unknown = unknown;
    const edited = withValueAt(spec, 'templates[0].conditions.min_spend_fen', 1n);
    expect(edited.$unknown).toBe(unknown);
    expect(edited.templates.map(each => each.$unknown)).toEqual(spec.templates.map(() => unknown));
  });
});

describe('withValueAt', () => {
  it('makes the messages on the way', () => {
    const spec = withValueAt(everyField(), 'templates[1].conditions.waiting_days', 3);
    expect(spec.templates[1]?.conditions?.waitingDays).toBe(3);
    expect(spec.templates[1]?.benefit.case).toBe('percentOff');
  });

  it('leaves no message that says nothing', () => {
    const before = everyField();
    const path = 'templates[1].conditions.waiting_days';
    expect(same(withValueAt(withValueAt(before, path, 3), path, 0), before)).toBe(true);
  });

  it('chooses a benefit, and clears one', () => {
    const chosen = withValueAt(everyField(), 'templates[0].fixed_price.price_fen', 5n);
    expect(chosen.templates[0]?.benefit).toMatchObject({ case: 'fixedPrice', value: { priceFen: 5n } });
    expect(withValueAt(chosen, 'templates[0].fixed_price', undefined).templates[0]?.benefit.case).toBeUndefined();
  });

  it('changes nothing else', () => {
    const before = everyField();
    const after = withValueAt(before, 'templates[0].valid_days', 3);
    expect(after.templates[1]).toBe(before.templates[1]);
    expect(before.templates[0]?.validDays).toBe(14);
  });

  it('says which path is none', () =>
    expect(() => withValueAt(everyField(), 'budget.weekly_fen', 1n)).toThrow('no field "budget.weekly_fen"'));
});
