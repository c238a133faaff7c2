import type { EChartsCoreOption } from 'echarts/core';
import type { Theme } from '@/lib/settings';
import { palette } from '@/lib/theme';
import { letters, tooltip, values, type Format } from './parts';

export interface Curve {
  readonly name: string;
  readonly xName: string;
  /** Shares from 0 to 1. */
  readonly points: readonly (readonly [number, number])[];
  /** A point to mark, if any. */
  readonly mark?: readonly [number, number];
  readonly format: Format;
}

/** One share against another, with the line on which both would be equal. */
export function curveOption({ name, xName, points, mark, format }: Curve, theme: Theme): EChartsCoreOption {
  const { accent, gold, previous, quiet } = palette[theme];
  const axis = { ...values(theme, format), min: 0, max: 1, interval: 0.2 };
  const named = { nameLocation: 'middle', nameTextStyle: { color: quiet } };
  return {
    animationDuration: 250,
    textStyle: letters(theme),
    grid: { left: 28, right: 20, top: 16, bottom: 26, containLabel: true },
    tooltip: {
      ...tooltip(theme, format),
      trigger: 'item',
      formatter: ({ value: [x = 0, y = 0] }: { value: number[] }) =>
        `${xName}: <b>${format(x)}</b><br>${name}: <b>${format(y)}</b>`,
    },
    xAxis: { ...axis, ...named, name: xName, nameGap: 28 },
    yAxis: { ...axis, ...named, name, nameGap: 46 },
    series: [
      {
        type: 'line',
        data: [
          [0, 0],
          [1, 1],
        ],
        showSymbol: false,
        silent: true,
        lineStyle: { color: previous, type: 'dashed', width: 1.5 },
      },
      {
        type: 'line',
        data: points,
        symbolSize: points.length > 60 ? 3 : 6,
        itemStyle: { color: accent },
        lineStyle: { color: accent, width: 2 },
        areaStyle: { color: accent, opacity: 0.1 },
      },
      ...(mark
        ? [
            {
              type: 'line',
              data: [[mark[0], 0], mark],
              symbol: 'circle',
              symbolSize: (value: number[]) => (value[1] === 0 ? 0 : 12),
              itemStyle: { color: gold },
              lineStyle: { color: gold, type: 'dashed', width: 1.5 },
            },
          ]
        : []),
    ],
  };
}
