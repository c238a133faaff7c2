import { DataTable, type Column } from '@/components/DataTable';
import { useValue } from '@/components/Figure';
import { useI18n } from '@/i18n';
import { ownZone } from '@/lib/dates';
import type { Series } from '@/lib/metrics';
import type { SeriesRow } from './rows';

interface Props {
  readonly rows: readonly SeriesRow[];
  readonly series: Series;
  readonly zone: string;
  readonly compared: boolean;
}

/** The numbers of a chart. */
export function SeriesTable({ rows, series, zone, compared }: Props) {
  const { t, moment } = useI18n();
  const show = useValue();
  const columns: Column<SeriesRow>[] = [
    { name: t('chart.time'), render: row => moment(row.start, zone || ownZone()) },
    { name: t(series.label), render: row => show(row.value, series.unit), figure: true },
  ];
  if (compared) {
    columns.push({
      name: t('chart.previous'),
      render: row => (row.previous === undefined ? '–' : show(row.previous, series.unit)),
      figure: true,
    });
  }
  return (
    <div className="tall">
      <DataTable
        caption={t('chart.label', { metric: t(series.label) })}
        columns={columns}
        rows={rows}
        rowKey={row => row.start.toISOString()}
      />
    </div>
  );
}
