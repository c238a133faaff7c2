import type { EChartsCoreOption } from 'echarts/core';
import type { Theme } from '@/lib/settings';
import {
  columns as columnAxis,
  columnsRight,
  legend,
  letters,
  seriesColors,
  tooltip,
  values,
  type Format,
} from './parts';

export interface Layer {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** Columns side by side if absent; those of one stack stand upon each other. */
  readonly stack?: string;
}

export interface Layers {
  readonly labels: readonly string[];
  /** A level over time, drawn as an area above the columns. */
  readonly level?: Layer;
  readonly columns: readonly Layer[];
  readonly format: Format;
  readonly formatAxis: Format;
}

/** Several amounts day by day as columns; what stands at the end of each day as an area over them, on an axis of its own. */
export function layersOption({ labels, level, columns, format, formatAxis }: Layers, theme: Theme): EChartsCoreOption {
  const [first, ...others] = seriesColors(theme);
  const colors = level ? others : [first, ...others];
  const side = { left: 8, right: columnsRight, containLabel: true };
  const below = level ? 1 : 0;
  return {
    animationDuration: 250,
    textStyle: letters(theme),
    grid: level
      ? [
          { ...side, top: 40, height: '36%' },
          { ...side, top: '56%', bottom: 4 },
        ]
      : [{ ...side, top: 40, bottom: 4 }],
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    tooltip: { trigger: 'axis', ...tooltip(theme, format) },
    legend: legend(theme, true),
    xAxis: [
      ...(level ? [{ ...columnAxis(theme, labels), gridIndex: 0, axisLabel: { show: false } }] : []),
      { ...columnAxis(theme, labels), gridIndex: below },
    ],
    yAxis: [
      ...(level ? [{ ...values(theme, formatAxis), splitNumber: 3, gridIndex: 0 }] : []),
      { ...values(theme, formatAxis), splitNumber: 3, gridIndex: below },
    ],
    series: [
      ...(level
        ? [
            {
              name: level.name,
              type: 'line',
              data: level.values,
              showSymbol: level.values.length === 1,
              itemStyle: { color: first },
              lineStyle: { color: first, width: 2 },
              areaStyle: { color: first, opacity: 0.14 },
            },
          ]
        : []),
      ...columns.map((column, index) => ({
        name: column.name,
        type: 'bar',
        stack: column.stack,
        xAxisIndex: below,
        yAxisIndex: below,
        data: column.values,
        barMaxWidth: 20,
        itemStyle: { color: colors[index % colors.length] },
      })),
    ],
  };
}
