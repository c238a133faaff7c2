import type { Duration } from '@bufbuild/protobuf/wkt';
import { Input } from 'antd';
import { useMemo, useState } from 'react';
import { useI18n, type PlainKey } from '@/i18n';
import { durationIn, unitOf, units, type Unit } from '@/lib/fieldTexts';
import type { CouponTemplate } from '@/gen/fudai/campaign/v1/coupon_template_pb';
import { Frame, useFault, useTyped } from './inputs';

interface Props<T> {
  readonly path: string;
  readonly label: string;
  readonly help?: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

export const unitLabels: Record<Unit, PlainKey> = {
  days: 'unit.days',
  hours: 'unit.hours',
  minutes: 'unit.minutes',
  seconds: 'unit.seconds',
};

/** A length of time: a number and its unit. */
export function DurationField({ path, label, help, value, onChange }: Props<Duration | undefined>) {
  const { t } = useI18n();
  const [unit, setUnit] = useState(() => unitOf(value));
  const { text, fault, change } = useTyped(value, durationIn(unit), onChange);
  useFault(path, fault);
  const choose = (next: Unit): void => {
    // The number stays as it is typed, and means another length.
    const read = durationIn(next).read(text);
    if (read.fault) return;
    setUnit(next);
    onChange(read.value);
  };
  return (
    <Frame path={path} label={label} help={help} fault={fault && t(fault)}>
      {(control, status) => (
        <div className="with-unit">
          <Input {...control} value={text} status={status} onChange={event => change(event.target.value)} />
          <select
            className="select"
            aria-label={t('unit.label', { field: label })}
            value={unit}
            onChange={event => choose(event.target.value as Unit)}
          >
            {(Object.keys(units) as Unit[]).map(each => (
              <option key={each} value={each}>
                {t(unitLabels[each])}
              </option>
            ))}
          </select>
        </div>
      )}
    </Frame>
  );
}

/** One of a few values. */
export function ChoiceField({
  options,
  value,
  onChange,
  ...frame
}: Props<number> & { options: readonly { value: number; label: PlainKey }[] }) {
  const { t } = useI18n();
  return (
    <Frame {...frame}>
      {control => (
        <select
          {...control}
          className="select"
          value={value || options[0]?.value}
          onChange={event => onChange(Number(event.target.value))}
        >
          {options.map(option => (
            <option key={option.value} value={option.value}>
              {t(option.label)}
            </option>
          ))}
        </select>
      )}
    </Frame>
  );
}

/** One of the campaign's coupons. */
export function TemplateField({
  templates,
  value,
  onChange,
  ...frame
}: Props<string> & { templates: readonly CouponTemplate[] }) {
  return (
    <Frame {...frame}>
      {control => (
        <select {...control} className="select" value={value} onChange={event => onChange(event.target.value)}>
          {!templates.some(each => each.templateId === value) && <option value={value}>–</option>}
          {templates.map((each, index) => (
            <option key={index} value={each.templateId}>
              {each.displayName || each.templateId}
            </option>
          ))}
        </select>
      )}
    </Frame>
  );
}

/** True or not. */
export function CheckField({ value, onChange, ...frame }: Props<boolean>) {
  return (
    <Frame {...frame} className="field field-check">
      {control => (
        <input {...control} type="checkbox" checked={value} onChange={event => onChange(event.target.checked)} />
      )}
    </Frame>
  );
}

const week = [1, 2, 3, 4, 5, 6, 7];
const monday = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** Days of the week; 1 is Monday. */
export function DaysField({ value, onChange, ...frame }: Props<number[]>) {
  const { locale } = useI18n();
  const names = useMemo(() => {
    const words = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
    return week.map(day => words.format(monday + (day - 1) * dayMs));
  }, [locale]);
  const toggle = (day: number, chosen: boolean): void =>
    onChange(chosen ? [...value, day].sort((a, b) => a - b) : value.filter(each => each !== day));
  return (
    <Frame {...frame} className="field field-days">
      {({ id, 'data-path': path, 'aria-describedby': notes }) => (
        <div className="days" role="group" tabIndex={-1} aria-label={frame.label} {...{ id, 'data-path': path }}>
          {week.map((day, index) => (
            <label key={day} className="check">
              <input
                aria-describedby={notes}
                type="checkbox"
                checked={value.includes(day)}
                onChange={event => toggle(day, event.target.checked)}
              />
              {names[index]}
            </label>
          ))}
        </div>
      )}
    </Frame>
  );
}
