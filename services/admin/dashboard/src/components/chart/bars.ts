import type { EChartsCoreOption } from 'echarts/core';
import type { Theme } from '@/lib/settings';
import { palette } from '@/lib/theme';
import { categories, letters, tooltip, values, type Format } from './parts';

export interface Bars {
  readonly name: string;
  readonly labels: readonly string[];
  /** Undefined where there is none to draw. */
  readonly values: readonly (number | undefined)[];
  readonly format: Format;
}

// What ECharts draws no bar and no value for.
const noBar = '-';

/** How tall a chart of so many bars is, in pixels. */
export const barsHeight = (bars: number): number => Math.max(120, 44 + bars * 26);

/** Amounts as bars beneath each other, the first on top, each with its value. */
export function barsOption({ name, labels, values: amounts, format }: Bars, theme: Theme): EChartsCoreOption {
  const { accent, ink } = palette[theme];
  return {
    animationDuration: 250,
    textStyle: letters(theme),
    grid: { left: 8, right: 88, top: 8, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, ...tooltip(theme, format) },
    xAxis: { ...values(theme, format), axisLabel: { show: false } },
    yAxis: { ...categories(theme, labels), inverse: true },
    series: [
      {
        name,
        type: 'bar',
        data: amounts.map(amount => amount ?? noBar),
        barMaxWidth: 18,
        itemStyle: { color: accent, borderRadius: [0, 3, 3, 0] },
        label: {
          show: true,
          position: 'right',
          color: ink,
          formatter: ({ value }: { value: number }) => format(value),
        },
      },
    ],
  };
}
