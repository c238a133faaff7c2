import { Button } from 'antd';
import { Suspense, lazy, useEffect, useState } from 'react';
import { Definition } from '@/components/Definition';
import { ErrorNote } from '@/components/ErrorNote';
import { Loading } from '@/components/Loading';
import type { RangeChoice } from '@/components/range/useRangeChoice';
import { EarlierError } from '@/components/section/EarlierError';
import { useI18n } from '@/i18n';
import { toCsv } from '@/lib/csv';
import { toDate } from '@/lib/dates';
import { downloadCsv } from '@/lib/download';
import { allSeries } from '@/lib/metrics';
import { useSettings } from '@/lib/settings';
import { fileOf, type Subject } from '@/lib/subject';
import { ChartControls } from './ChartControls';
import { chartOption } from './option';
import { SeriesTable } from './SeriesTable';
import { seriesCsv, seriesRows } from './rows';
import { useChartChoice } from './useChartChoice';
import { useChartData } from './useChartData';
import { useSeries } from './useSeries';

const EChart = lazy(() => import('./EChart'));

/** Metrics of a campaign, or of the chain, over time: as a chart or as a table, alone or beside the stretch before, to keep as CSV or PNG. */
export function ChartPanel({ subject, stretch }: { subject: Subject; stretch: RangeChoice }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { theme } = useSettings();
  const { campaignId } = subject;
  const { range, previous, compare } = stretch;
  const [newest, setNewest] = useState<Date>();
  const choice = useChartChoice(stretch, newest);
  const series = allSeries[choice.series];
  const wanted = { campaignId, metric: series.metric, granularity: choice.granularity };
  const current = useSeries({ ...wanted, range });
  const before = useSeries({ ...wanted, range: compare ? previous : undefined });
  const known = toDate(current.data?.freshness?.newestEventTime)?.getTime();
  useEffect(() => {
    if (known !== undefined) setNewest(new Date(known));
  }, [known]);
  const [asTable, setAsTable] = useState(false);
  const rows = seriesRows(current.data, compare ? before.data : undefined);
  const zone = current.data?.timeZone ?? subject.zone;
  const option = chartOption(useChartData(rows, series, { step: choice.step, compare, zone }), theme);
  const file = `${fileOf(subject)}-${choice.series}`;
  const savePng = async (): Promise<void> => (await import('./picture')).savePicture(file, option, theme);
  return (
    <section className="panel" aria-labelledby="chart-title">
      <div className="panel-head">
        <h2 className="panel-title" id="chart-title">
          {t(series.label)} <Definition of={t(series.label)} text={series.definition} />
        </h2>
        <div className="panel-actions">
          <Button size="small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {t(asTable ? 'chart.asChart' : 'chart.asTable')}
          </Button>
          <Button
            size="small"
            disabled={rows.length === 0}
            onClick={() => downloadCsv(`${file}.csv`, toCsv(...seriesCsv(rows, series, zone, i18n)))}
          >
            {t('chart.csv')}
          </Button>
          <Button size="small" disabled={rows.length === 0} onClick={() => void savePng()}>
            {t('chart.png')}
          </Button>
        </div>
      </div>
      <ChartControls choice={choice} />
      {current.error && <ErrorNote error={current.error} onRetry={() => void current.refetch()} />}
      <EarlierError query={before} />
      {current.isLoading && <Loading rows={5} />}
      {current.data && rows.length === 0 && <p className="quiet chart-empty">{t('chart.empty')}</p>}
      {rows.length > 0 && asTable && <SeriesTable rows={rows} series={series} zone={zone} compared={compare} />}
      {rows.length > 0 && !asTable && (
        <Suspense fallback={<div className="chart" />}>
          <EChart option={option} label={t('chart.label', { metric: t(series.label) })} />
        </Suspense>
      )}
      <p className="quiet chart-foot">{t('chart.zone', { zone })}</p>
    </section>
  );
}
