import { Button } from 'antd';
import { useId, type ReactNode } from 'react';
import { Definition } from '@/components/Definition';
import { useI18n, type PlainKey } from '@/i18n';
import { toCsv, type Cell } from '@/lib/csv';
import { downloadCsv } from '@/lib/download';

interface Props {
  /** What tests and files call it. */
  readonly name: string;
  readonly title: PlainKey;
  readonly definition: PlainKey;
  readonly file: string;
  readonly header: readonly string[];
  readonly cells: readonly (readonly Cell[])[];
  /** Further buttons, before the one that saves CSV. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One part of a panel, under a heading of its own, to keep as CSV. */
export function Part({ name, title, definition, file, header, cells, actions, children }: Props) {
  const { t } = useI18n();
  const id = useId();
  return (
    <section className="part" aria-labelledby={id} data-part={name}>
      <div className="panel-head">
        <h3 className="panel-title" id={id}>
          {t(title)} <Definition of={t(title)} text={definition} />
        </h3>
        <div className="panel-actions">
          {actions}
          <Button
            size="small"
            disabled={cells.length === 0}
            onClick={() => downloadCsv(`${file}-${name}.csv`, toCsv(header, cells))}
          >
            {t('chart.csv')}
          </Button>
        </div>
      </div>
      {children}
    </section>
  );
}
