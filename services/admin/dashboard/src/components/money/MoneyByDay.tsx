import { layersOption } from '@/components/chart/layers';
import { DataTable, type Column } from '@/components/DataTable';
import { ChartPart } from '@/components/section/ChartPart';
import { useI18n } from '@/i18n';
import { chartYuan, yuanFormats } from '@/lib/formats';
import { formatFen } from '@/lib/money';
import { moneyCells, moneyColumns, type MoneyRow } from '@/lib/moneyDays';

interface Props {
  readonly rows: readonly MoneyRow[];
  readonly zone: string;
  readonly file: string;
}

const drawn = ['liabilityFen', 'redeemedFen', 'expiredFen'] as const;

/** What was given, used and expired on each day, under what could still be used at its end. */
export function MoneyByDay({ rows, zone, file }: Props) {
  const { t, locale, moment } = useI18n();
  const columns: Column<MoneyRow>[] = [
    { name: t('section.day'), render: ({ start }) => moment(start, zone, 'day') },
    ...moneyColumns.map(column => ({
      name: t(`value.${column}`),
      definition: `valueDefinition.${column}` as const,
      render: (row: MoneyRow) => formatFen(row[column]),
      figure: true,
    })),
  ];
  const layers = {
    labels: rows.map(({ start }) => moment(start, zone, 'day')),
    level: { name: t('value.outstandingFen'), values: rows.map(row => chartYuan(row.outstandingFen)) },
    columns: drawn.map(name => ({ name: t(`value.${name}`), values: rows.map(row => chartYuan(row[name])) })),
    ...yuanFormats(locale),
  };
  return (
    <ChartPart
      name="money-by-day"
      title="value.byDay"
      definition="value.byDayDefinition"
      file={file}
      header={[
        t('section.csvDay', { zone }),
        ...moneyColumns.map(name => t('csv.yuan', { metric: t(`value.${name}`) })),
      ]}
      cells={moneyCells(rows, zone)}
      option={theme => layersOption(layers, theme)}
      height={420}
      label={t('chart.label', { metric: t('value.byDay') })}
      table={() => (
        <div className="tall first-fixed">
          <DataTable
            caption={t('value.byDay')}
            columns={columns}
            rows={rows}
            rowKey={({ start }) => start.toISOString()}
          />
        </div>
      )}
    />
  );
}
