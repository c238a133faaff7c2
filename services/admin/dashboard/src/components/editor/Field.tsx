import type { Duration, Timestamp } from '@bufbuild/protobuf/wkt';
import { useI18n } from '@/i18n';
import { clock, ids, longWhole, moment, permille, plain, whole, yuan } from '@/lib/fieldTexts';
import { specFields, type SpecField } from '@/lib/specFields';
import { patternOf, valueAt } from '@/lib/specPath';
import { useEditor } from './EditorContext';
import { CheckField, ChoiceField, DaysField, DurationField, TemplateField } from './choices';
import { Typed } from './inputs';

const idLines = 6;

/** One field of the campaign, by its path; specFields says what it is. */
export function Field({ path }: { path: string }) {
  const { t } = useI18n();
  const { spec, setAt } = useEditor();
  const row = rowOf(path);
  const value = valueAt(spec, path);
  const onChange = (next: unknown): void => setAt(path, next);
  const common = { path, label: t(row.label), help: row.help && t(row.help), onChange };
  switch (row.kind) {
    case 'text':
      return <Typed {...common} format={plain} value={(value ?? '') as string} />;
    case 'yuan':
      return <Typed {...common} format={yuan} value={(value ?? 0n) as bigint} suffix="¥" />;
    case 'whole':
      return <Typed {...common} format={whole} value={(value ?? 0) as number} />;
    case 'longWhole':
      return <Typed {...common} format={longWhole} value={(value ?? 0n) as bigint} />;
    case 'permille':
      return <Typed {...common} format={permille} value={(value ?? 0) as number} suffix="%" />;
    case 'ids':
      return <Typed {...common} format={ids} value={(value ?? []) as string[]} lines={idLines} />;
    case 'clock':
      return <Typed {...common} format={clock} value={(value ?? 0) as number} />;
    case 'moment': {
      const format = moment(spec.timeZone);
      return <Typed {...common} format={format} value={value as Timestamp | undefined} type="datetime-local" />;
    }
    case 'duration':
      return <DurationField {...common} value={value as Duration | undefined} />;
    case 'days':
      return <DaysField {...common} value={(value ?? []) as number[]} />;
    case 'check':
      return <CheckField {...common} value={(value ?? false) as boolean} />;
    case 'choice':
      return <ChoiceField {...common} value={(value ?? 0) as number} options={row.options ?? []} />;
    case 'template':
      return <TemplateField {...common} value={(value ?? '') as string} templates={spec.templates} />;
  }
}

export function rowOf(path: string): SpecField {
  const row = specFields[patternOf(path)];
  if (!row) throw new Error(`the form has no row for the field "${path}"`);
  return row;
}
