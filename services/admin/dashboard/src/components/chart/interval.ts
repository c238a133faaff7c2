import type { EChartsCoreOption } from 'echarts/core';
import type { Theme } from '@/lib/settings';
import { palette } from '@/lib/theme';
import { letters, values, type Format } from './parts';

export interface IntervalData {
  readonly low: number;
  readonly value: number;
  readonly high: number;
  readonly format: Format;
}

export const intervalHeight = 130;

/** A value with its interval, against zero, which is always in view. */
export function intervalOption({ low, value, high, format }: IntervalData, theme: Theme): EChartsCoreOption {
  const { accent, ink, quiet, gold } = palette[theme];
  const holdsZero = low <= 0 && high >= 0;
  const color = holdsZero ? gold : accent;
  const reach = Math.max(Math.abs(low), Math.abs(high)) * 0.15 || 1;
  const line = (from: number[], to: number[], style: object) => ({
    type: 'line',
    data: [from, to],
    showSymbol: false,
    silent: true,
    lineStyle: style,
  });
  const label = (position: string) => ({
    show: true,
    position,
    color: ink,
    formatter: ({ value: [at = 0] }: { value: number[] }) => format(at),
  });
  const mark = (at: number, symbol: string, size: number | number[], position: string) => ({
    type: 'line',
    data: [[at, 0]],
    symbol,
    symbolSize: size,
    itemStyle: { color },
    label: label(position),
  });
  return {
    animationDuration: 250,
    textStyle: letters(theme),
    grid: { left: 24, right: 24, top: 16, bottom: 4, containLabel: true },
    xAxis: {
      ...values(theme, format),
      axisLine: { onZero: false },
      axisLabel: { color: quiet, formatter: format, hideOverlap: true, showMinLabel: false, showMaxLabel: false },
      min: Math.min(low, 0) - reach,
      max: Math.max(high, 0) + reach,
      splitNumber: 5,
    },
    yAxis: { type: 'value', min: -1, max: 1, show: false },
    series: [
      line([0, -1], [0, 1], { color: quiet, type: 'dashed', width: 1.5 }),
      line([low, 0], [high, 0], { color, width: 6, opacity: 0.45 }),
      mark(low, 'rect', [3, 22], 'bottom'),
      mark(high, 'rect', [3, 22], 'bottom'),
      mark(value, 'circle', 14, 'top'),
    ],
  };
}
