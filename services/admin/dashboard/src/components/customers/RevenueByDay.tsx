import { layersOption } from '@/components/chart/layers';
import { DataTable, type Column } from '@/components/DataTable';
import { ChartPart } from '@/components/section/ChartPart';
import { useI18n } from '@/i18n';
import { chartYuan, yuanFormats } from '@/lib/formats';
import { formatFen } from '@/lib/money';
import { firstFen, revenueCells, type RevenueRow } from '@/lib/revenueDays';

interface Props {
  readonly rows: readonly RevenueRow[];
  readonly zone: string;
  readonly file: string;
}

/** What customers who had ordered before paid on each day, and what the others did. */
export function RevenueByDay({ rows, zone, file }: Props) {
  const { t, locale, moment, share } = useI18n();
  const columns: Column<RevenueRow>[] = [
    { name: t('section.day'), render: ({ start }) => moment(start, zone, 'day') },
    { name: t('customer.revenue'), render: row => formatFen(row.revenueFen), figure: true },
    { name: t('customer.returning'), render: row => formatFen(row.returningFen), figure: true },
    { name: t('customer.first'), render: row => formatFen(firstFen(row)), figure: true },
    { name: t('customer.returningShare'), render: row => share(row.returningFen, row.revenueFen), figure: true },
  ];
  const layers = {
    labels: rows.map(({ start }) => moment(start, zone, 'day')),
    columns: [
      { name: t('customer.returning'), values: rows.map(row => chartYuan(row.returningFen)), stack: 'revenue' },
      { name: t('customer.first'), values: rows.map(row => chartYuan(firstFen(row))), stack: 'revenue' },
    ],
    ...yuanFormats(locale),
  };
  return (
    <ChartPart
      name="revenue-by-day"
      title="customer.byDay"
      definition="customer.returningDefinition"
      file={file}
      header={[
        t('section.csvDay', { zone }),
        ...columns.slice(1, 4).map(({ name }) => t('csv.yuan', { metric: name })),
      ]}
      cells={revenueCells(rows, zone)}
      option={theme => layersOption(layers, theme)}
      label={t('chart.label', { metric: t('customer.byDay') })}
      table={() => (
        <div className="tall first-fixed">
          <DataTable
            caption={t('customer.byDay')}
            columns={columns}
            rows={rows}
            rowKey={({ start }) => start.toISOString()}
          />
        </div>
      )}
    />
  );
}
