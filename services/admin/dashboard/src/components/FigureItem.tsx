import type { ReactNode } from 'react';
import { useI18n, type PlainKey } from '@/i18n';
import { Definition } from './Definition';

interface Props {
  /** What tests call it. */
  readonly name: string;
  readonly label: PlainKey;
  readonly definition: PlainKey;
  readonly value: string;
  readonly note?: ReactNode;
}

/** A figure with its name and definition, within a list of figures. */
export function FigureItem({ name, label, definition, value, note }: Props) {
  const { t } = useI18n();
  return (
    <div className="figure">
      <dt>
        {t(label)} <Definition of={t(label)} text={definition} />
      </dt>
      <dd>
        <span className="figure-value" data-figure={name}>
          {value}
        </span>
        {note && <span className="figure-note">{note}</span>}
      </dd>
    </div>
  );
}
