import { useMemo } from 'react';
import { useI18n } from '@/i18n';
import type { Series } from '@/lib/metrics';
import type { ChartData } from './option';
import type { SeriesRow } from './rows';
import type { StepName } from './useChartChoice';

interface Shown {
  readonly step: StepName;
  readonly compare: boolean;
  readonly zone: string;
}

/** Rows as a chart draws them: amounts in yuan, buckets named in the reader's language. */
export function useChartData(rows: readonly SeriesRow[], series: Series, { step, compare, zone }: Shown): ChartData {
  const { t, locale, moment } = useI18n();
  // Rows are made anew with every answer; only what they say counts.
  const content = JSON.stringify(rows.map(row => [row.start.getTime(), String(row.value), String(row.previous)]));
  return useMemo(() => {
    const scale = series.unit === 'fen' ? 100 : 1;
    const money = { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' } as const;
    const unit = series.unit === 'fen' ? money : {};
    const full = new Intl.NumberFormat(locale, unit);
    const short = new Intl.NumberFormat(locale, {
      ...unit,
      notation: 'compact',
      maximumFractionDigits: 1,
      minimumFractionDigits: 0,
    });
    return {
      name: t(series.label),
      labels: rows.map(row => moment(row.start, zone, step === 'day' ? 'day' : 'hour')),
      values: rows.map(row => Number(row.value) / scale),
      least: 1,
      previous: compare
        ? { name: t('chart.previous'), values: rows.map(row => Number(row.previous ?? 0n) / scale) }
        : undefined,
      format: value => full.format(value),
      formatAxis: value => short.format(value),
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- content stands for rows
  }, [content, series, step, compare, zone, locale, t]);
}
