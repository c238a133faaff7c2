import { useMemo } from 'react';
import { chartOption, type ChartData } from '@/components/chart/option';
import { DataTable, type Column } from '@/components/DataTable';
import { ChartPart } from '@/components/section/ChartPart';
import { useI18n } from '@/i18n';
import { kDayCells, type KDay } from '@/lib/virality';

interface Props {
  readonly days: readonly KDay[];
  readonly zone: string;
  readonly file: string;
}

/** What the bags of each day brought: as a chart, with young days pale, or as a table. */
export function KByDay({ days, zone, file }: Props) {
  const { t } = useI18n();
  const data = useData(days, zone);
  return (
    <ChartPart
      name="k-by-day"
      title="kDays.title"
      definition="virality.kPerBagDefinition"
      file={file}
      header={[t('kDays.csvDay', { zone }), t('virality.bags'), t('virality.brought'), t('virality.kPerBag')]}
      cells={kDayCells(days, zone)}
      option={theme => chartOption(data, theme)}
      label={t('chart.label', { metric: t('virality.kPerBag') })}
      table={() => <DayTable days={days} zone={zone} />}
    >
      {data.paleFrom !== undefined && <p className="quiet chart-foot">{t('kDays.pale')}</p>}
    </ChartPart>
  );
}

function useData(days: readonly KDay[], zone: string): ChartData {
  const { t, locale, moment, factor } = useI18n();
  // Days are made anew with every answer; only what they say counts.
  const content = JSON.stringify(days.map(day => [day.start.getTime(), day.kPerBag ?? null, day.young]));
  return useMemo(() => {
    const paleFrom = days.findIndex(({ young }) => young);
    return {
      name: t('virality.kPerBag'),
      labels: days.map(({ start }) => moment(start, zone, 'day')),
      values: days.map(({ kPerBag }) => kPerBag ?? null),
      least: 0,
      paleFrom: paleFrom < 0 ? undefined : paleFrom,
      format: factor,
      formatAxis: value => value.toLocaleString(locale),
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- content stands for days
  }, [content, zone, t, locale, moment, factor]);
}

function DayTable({ days, zone }: { days: readonly KDay[]; zone: string }) {
  const { t, count, factor, moment } = useI18n();
  const columns: Column<KDay>[] = [
    { name: t('kDays.day'), render: ({ start }) => moment(start, zone, 'day') },
    { name: t('virality.bags'), render: ({ bags }) => count(bags), figure: true },
    { name: t('virality.brought'), render: ({ brought }) => count(brought), figure: true },
    { name: t('virality.kPerBag'), render: ({ kPerBag }) => factor(kPerBag), figure: true },
    { name: t('kDays.young'), render: ({ young }) => (young ? t('kDays.yes') : '–') },
  ];
  return (
    <div className="tall first-fixed">
      <DataTable caption={t('kDays.title')} columns={columns} rows={days} rowKey={({ start }) => start.toISOString()} />
    </div>
  );
}
