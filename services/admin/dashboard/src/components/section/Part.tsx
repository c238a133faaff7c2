import { Button } from 'antd';
import type { EChartsCoreOption } from 'echarts/core';
import { useId, useState, type ReactNode } from 'react';
import { Definition } from '@/components/Definition';
import { useI18n, type PlainKey } from '@/i18n';
import { toCsv, type Cell } from '@/lib/csv';
import { downloadCsv } from '@/lib/download';
import { useSettings, type Theme } from '@/lib/settings';

export interface PartProps {
  /** What tests and files call it. */
  readonly name: string;
  readonly title: PlainKey;
  readonly definition: PlainKey;
  readonly file: string;
  readonly header: readonly string[];
  readonly cells: readonly (readonly Cell[])[];
  /** Further buttons, before those that save. */
  readonly actions?: ReactNode;
  /** What is drawn when it is kept as a picture, and how tall. */
  readonly picture?: (theme: Theme) => EChartsCoreOption;
  readonly pictureHeight?: number;
  /** The numbers, which can be shown in place of the children. */
  readonly table?: () => ReactNode;
  readonly children?: ReactNode;
}

/** One part of a panel, under a heading of its own: as a chart or as a table, to keep as CSV or PNG. */
export function Part({ name, title, definition, file, header, cells, actions, table, children, ...drawn }: PartProps) {
  const { t } = useI18n();
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const fileName = `${file}-${name}`;
  const empty = cells.length === 0;
  return (
    <section className="part" aria-labelledby={id} data-part={name}>
      <div className="panel-head">
        <h3 className="panel-title" id={id}>
          {t(title)} <Definition of={t(title)} text={definition} />
        </h3>
        <div className="panel-actions">
          {actions}
          {table && (
            <Button size="small" aria-pressed={asTable} disabled={empty} onClick={() => setAsTable(!asTable)}>
              {t(asTable ? 'chart.asChart' : 'chart.asTable')}
            </Button>
          )}
          <Button size="small" disabled={empty} onClick={() => downloadCsv(`${fileName}.csv`, toCsv(header, cells))}>
            {t('chart.csv')}
          </Button>
          {drawn.picture && (
            <PictureButton picture={drawn.picture} height={drawn.pictureHeight} {...{ fileName, empty }} />
          )}
        </div>
      </div>
      {table && asTable ? table() : children}
    </section>
  );
}

interface PictureProps {
  readonly fileName: string;
  readonly empty: boolean;
  readonly picture: (theme: Theme) => EChartsCoreOption;
  readonly height: number | undefined;
}

function PictureButton({ fileName, empty, picture, height }: PictureProps) {
  const { t } = useI18n();
  const { theme } = useSettings();
  const save = async (): Promise<void> =>
    (await import('@/components/chart/picture')).savePicture(fileName, picture(theme), theme, height);
  return (
    <Button size="small" disabled={empty} onClick={() => void save()}>
      {t('chart.png')}
    </Button>
  );
}
