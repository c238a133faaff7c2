import type { EChartsCoreOption } from 'echarts/core';
import type { Theme } from '@/lib/settings';
import { fontFamily, palette } from '@/lib/theme';

/** What a chart shows: one value for each bucket, null where there is none, and for comparison those of the stretch before. */
export interface ChartData {
  readonly name: string;
  readonly labels: readonly string[];
  readonly values: readonly (number | null)[];
  /** The least distance of two lines of the axis. */
  readonly least: number;
  /** The first bucket that is drawn pale, since its value is not final. */
  readonly paleFrom?: number;
  readonly previous?: { readonly name: string; readonly values: readonly number[] };
  readonly format: (value: number) => string;
  readonly formatAxis: (value: number) => string;
}

export function chartOption(data: ChartData, theme: Theme): EChartsCoreOption {
  const colors = palette[theme];
  return {
    animationDuration: 250,
    textStyle: { fontFamily, color: colors.quiet },
    grid: { left: 8, right: 12, top: data.previous ? 40 : 16, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: colors.card,
      borderColor: colors.line,
      textStyle: { color: colors.ink },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? data.format(value) : '–'),
    },
    legend: {
      show: data.previous !== undefined,
      top: 0,
      right: 8,
      textStyle: { color: colors.quiet },
      icon: 'roundRect',
      itemWidth: 14,
      itemHeight: 8,
    },
    xAxis: {
      type: 'category',
      data: data.labels,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.quiet, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      minInterval: data.least,
      splitLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.quiet, formatter: data.formatAxis },
    },
    series: [
      {
        name: data.name,
        type: 'bar',
        data: data.values.map((value, index) =>
          data.paleFrom !== undefined && index >= data.paleFrom ? { value, itemStyle: { opacity: 0.45 } } : value,
        ),
        barMaxWidth: 28,
        barCategoryGap: '25%',
        itemStyle: { color: colors.accent, borderRadius: [3, 3, 0, 0] },
      },
      ...(data.previous
        ? [
            {
              name: data.previous.name,
              type: 'line',
              data: data.previous.values,
              showSymbol: false,
              step: false,
              lineStyle: { color: colors.previous, type: 'dashed', width: 2 },
              itemStyle: { color: colors.previous },
            },
          ]
        : []),
    ],
  };
}
