import { Input } from 'antd';
import { useEffect, useId, useState, type ReactNode } from 'react';
import { FindingWords } from '@/components/campaign/FindingWords';
import { useI18n, type PlainKey } from '@/i18n';
import type { TextFormat } from '@/lib/fieldTexts';
import { Finding_Severity as Severity } from '@/gen/fudai/admin/v1/campaigns_pb';
import { useEditor } from './EditorContext';
import { findingsAt } from './findings';

/** What a control inside a frame takes over, so that it is named, described and found. */
export interface Control {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string;
  readonly 'data-path': string;
}

interface FrameProps {
  /** Path of the field in the spec, by which the validator's findings find it. */
  readonly path: string;
  readonly label: string;
  readonly help?: string;
  /** What is wrong with what has been typed, before any validator sees it. */
  readonly fault?: string;
  readonly className?: string;
  readonly children: (control: Control, status: 'error' | 'warning' | undefined) => ReactNode;
}

/** A field's name, its control, and beneath it what it means and what is wrong with it. */
export function Frame({ path, label, help, fault, className = 'field', children }: FrameProps) {
  const id = useId();
  const { spec, findings: all } = useEditor();
  const findings = findingsAt(all, path);
  const wrong = fault !== undefined || findings.some(finding => finding.severity === Severity.ERROR);
  const status = wrong ? 'error' : findings.length > 0 ? 'warning' : undefined;
  const notes = `${id}-notes`;
  return (
    <div className={className}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': wrong, 'aria-describedby': notes, 'data-path': path }, status)}
      <div id={notes} className="field-notes">
        {fault && <small className="bad">{fault}</small>}
        {findings.map(finding => (
          <small
            key={`${finding.field} ${finding.message}`}
            className={finding.severity === Severity.ERROR ? 'bad' : 'warn'}
          >
            <FindingWords finding={finding} zone={spec.timeZone} />
          </small>
        ))}
        {help && <small className="quiet">{help}</small>}
      </div>
    </div>
  );
}

interface TypedProps<T> {
  readonly path: string;
  readonly label: string;
  readonly help?: string;
  readonly value: T;
  readonly format: TextFormat<T>;
  readonly onChange: (value: T) => void;
  readonly type?: 'datetime-local';
  readonly suffix?: string;
  /** For what may take several lines. */
  readonly lines?: number;
}

/** A value that is typed. Hands on only what can be read; until then what was typed stays, and the form says so. */
export function Typed<T>({ path, label, help, value, format, onChange, type, suffix, lines }: TypedProps<T>) {
  const { t } = useI18n();
  const { text, fault, change } = useTyped(value, format, onChange);
  useFault(path, fault);
  return (
    <Frame path={path} label={label} help={help} fault={fault && t(fault)}>
      {(control, status) =>
        lines ? (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 1, maxRows: lines }}
            value={text}
            status={status}
            onChange={event => change(event.target.value)}
          />
        ) : (
          <Input
            {...control}
            type={type}
            value={text}
            suffix={suffix}
            status={status}
            onChange={event => change(event.target.value)}
          />
        )
      }
    </Frame>
  );
}

/** The text of a value: as it is typed, and anew where the value is changed from elsewhere. */
export function useTyped<T>(value: T, format: TextFormat<T>, onChange: (value: T) => void) {
  const written = format.write(value);
  const [typed, setTyped] = useState({ text: written, written });
  if (typed.written !== written) setTyped({ text: written, written });
  const change = (text: string): void => {
    const read = format.read(text);
    setTyped({ text, written: read.fault ? written : format.write(read.value) });
    if (!read.fault) onChange(read.value);
  };
  return { text: typed.text, fault: format.read(typed.text).fault, change };
}

export function useFault(path: string, fault: PlainKey | undefined): void {
  const { noteFault } = useEditor();
  useEffect(() => (fault ? noteFault(path, fault) : undefined), [noteFault, path, fault]);
}
