import type { EChartsCoreOption } from 'echarts/core';
import type { Theme } from '@/lib/settings';
import { palette } from '@/lib/theme';
import { columns, columnsRight, legend, letters, tooltip, values, type Format } from './parts';

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
  readonly format: Format;
  readonly formatAxis: Format;
}

/** A metric over time as columns, with the stretch before as a dashed line. */
export function chartOption(data: ChartData, theme: Theme): EChartsCoreOption {
  const colors = palette[theme];
  return {
    animationDuration: 250,
    textStyle: letters(theme),
    grid: { left: 8, right: columnsRight, top: data.previous ? 40 : 16, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis', ...tooltip(theme, data.format) },
    legend: legend(theme, data.previous !== undefined),
    xAxis: columns(theme, data.labels),
    yAxis: { ...values(theme, data.formatAxis), minInterval: data.least },
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
