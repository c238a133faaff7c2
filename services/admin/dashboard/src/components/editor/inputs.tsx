import { Input } from 'antd';
import { useContext, useId, useState, type ReactNode } from 'react';
import { useI18n } from '@/i18n';
import { fromLocal, toLocal } from '@/lib/dates';
import { fenToDecimal, parseYuan } from '@/lib/money';
import { parsePermille } from '@/lib/numbers';
import { FindingsContext, findingsAt } from './findings';
import { Finding_Severity as Severity } from '@/gen/fudai/admin/v1/campaigns_pb';

interface Common {
  readonly label: string;
  /** Path of the field in the spec, by which the validator's findings find it. */
  readonly path: string;
  readonly help?: string;
  /** Where several fields make a row, their names stand in its head. */
  readonly bare?: boolean;
}

interface TextProps extends Common {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: string;
  readonly suffix?: ReactNode;
  /** What is wrong with what has been typed, before any validator sees it. */
  readonly fault?: string;
}

/** A line of text with its findings beneath it. */
export function TextField({ label, path, help, bare, value, onChange, type, suffix, fault }: TextProps) {
  const id = useId();
  const findings = findingsAt(useContext(FindingsContext), path);
  const wrong = fault !== undefined || findings.some(finding => finding.severity === Severity.ERROR);
  const status = wrong ? 'error' : findings.length > 0 ? 'warning' : undefined;
  return (
    <div className="field">
      <label htmlFor={id} className={bare ? 'hidden' : undefined}>
        {label}
      </label>
      <Input
        id={id}
        type={type}
        value={value}
        suffix={suffix}
        status={status}
        aria-invalid={wrong}
        aria-describedby={`${id}-notes`}
        onChange={event => onChange(event.target.value)}
      />
      <div id={`${id}-notes`} className="field-notes">
        {help && !fault && <small className="quiet">{help}</small>}
        {fault && <small className="bad">{fault}</small>}
        {findings.map(finding => (
          <small key={finding.message} lang="en" className={finding.severity === Severity.ERROR ? 'bad' : 'warn'}>
            {finding.message}
          </small>
        ))}
      </div>
    </div>
  );
}

interface ParsedProps<T> extends Common {
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** An amount in yuan; hands on whole fen, and only what is an amount. */
export function YuanField({ value, onChange, ...common }: ParsedProps<bigint>) {
  const { t } = useI18n();
  const [text, setText] = useState(fenToDecimal(value));
  const parsed = parseYuan(text);
  const change = (next: string): void => {
    setText(next);
    const fen = parseYuan(next);
    if (fen !== undefined) onChange(fen);
  };
  return (
    <TextField
      {...common}
      value={text}
      onChange={change}
      suffix="¥"
      fault={parsed === undefined ? t('edit.notYuan') : undefined}
    />
  );
}

/** A whole number from 0. */
export function WholeField({ value, onChange, ...common }: ParsedProps<number>) {
  const { t } = useI18n();
  const [text, setText] = useState(String(value));
  const valid = /^\d{1,9}$/.test(text.trim());
  const change = (next: string): void => {
    setText(next);
    if (/^\d{1,9}$/.test(next.trim())) onChange(Number(next));
  };
  return <TextField {...common} value={text} onChange={change} fault={valid ? undefined : t('edit.notWhole')} />;
}

/** Thousandths, typed as percent with at most one digit behind the point. */
export function PermilleField({ value, onChange, ...common }: ParsedProps<number>) {
  const { t } = useI18n();
  const [text, setText] = useState(String(value / 10));
  const parsed = parsePermille(text);
  const change = (next: string): void => {
    setText(next);
    const permille = parsePermille(next);
    if (permille !== undefined) onChange(permille);
  };
  return (
    <TextField
      {...common}
      value={text}
      onChange={change}
      suffix="%"
      fault={parsed === undefined ? t('edit.notPercent') : undefined}
    />
  );
}

/** A moment, typed as the zone's clocks show it. */
export function MomentField({ value, onChange, zone, ...common }: ParsedProps<Date> & { zone: string }) {
  const change = (local: string): void => {
    const moment = fromLocal(local, zone);
    if (moment) onChange(moment);
  };
  return <TextField {...common} type="datetime-local" value={toLocal(value, zone)} onChange={change} />;
}
