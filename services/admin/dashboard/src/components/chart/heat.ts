import type { EChartsCoreOption } from 'echarts/core';
import type { Theme } from '@/lib/settings';
import { palette } from '@/lib/theme';
import { categories, letters, tooltip, type Format } from './parts';

export interface Heat {
  readonly name: string;
  readonly columns: readonly string[];
  /** From the top. */
  readonly rows: readonly string[];
  /** Values by column and row; cells that are not there stay empty. */
  readonly cells: readonly (readonly [column: number, row: number, value: number])[];
  readonly format: Format;
  /** Writes each value into its cell too. */
  readonly written?: boolean;
}

/** Values as the depth of a colour. */
export function heatOption({ name, columns, rows, cells, format, written }: Heat, theme: Theme): EChartsCoreOption {
  const { card, accent, accentSoft, quiet } = palette[theme];
  const most = cells.reduce((top, [, , value]) => Math.max(top, value), 0);
  return {
    animationDuration: 250,
    textStyle: letters(theme),
    grid: { left: 8, right: 12, top: 8, bottom: 52, containLabel: true },
    tooltip: {
      ...tooltip(theme, format),
      formatter: ({ value: [column = 0, row = 0, value = 0] }: { value: number[] }) =>
        `${rows[row] ?? ''} · ${columns[column] ?? ''}<br>${name}: <b>${format(value)}</b>`,
    },
    xAxis: { ...categories(theme, columns), splitArea: { show: false } },
    yAxis: { ...categories(theme, rows), inverse: true },
    visualMap: {
      min: 0,
      max: most || 1,
      calculable: false,
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemHeight: 160,
      itemWidth: 12,
      text: [format(most), format(0)],
      textStyle: { color: quiet },
      inRange: { color: [accentSoft, accent] },
    },
    series: [
      {
        name,
        type: 'heatmap',
        data: cells,
        label: {
          show: written ?? false,
          formatter: ({ value }: { value: number[] }) => format(value[2] ?? 0),
          color: palette[theme].ink,
        },
        itemStyle: { borderColor: card, borderWidth: 2, borderRadius: 4 },
      },
    ],
  };
}
