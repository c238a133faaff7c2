// What every chart has in common: letters, lines and tooltips in the colours of the theme.
import { fontFamily, palette } from '@/lib/theme';
import type { Theme } from '@/lib/settings';

export type Format = (value: number) => string;

/** Colours of several series in one chart, which can be told apart by lightness too. */
export const seriesColors = (theme: Theme): readonly string[] => {
  const { accent, gold, previous, danger } = palette[theme];
  return [accent, gold, previous, danger];
};

export const letters = (theme: Theme) => ({ fontFamily, color: palette[theme].quiet });

export const tooltip = (theme: Theme, format: Format) => {
  const { card, line, ink } = palette[theme];
  return {
    confine: true,
    backgroundColor: card,
    borderColor: line,
    textStyle: { color: ink },
    valueFormatter: (value: unknown) => (typeof value === 'number' ? format(value) : '–'),
  };
};

export const legend = (theme: Theme, show: boolean) => ({
  show,
  top: 0,
  right: 8,
  textStyle: { color: palette[theme].quiet },
  icon: 'roundRect',
  itemWidth: 14,
  itemHeight: 8,
});

export const categories = (theme: Theme, data: readonly string[]) => ({
  type: 'category' as const,
  data,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: palette[theme].line } },
  axisLabel: { color: palette[theme].quiet, hideOverlap: true },
});

// Fewer columns are so wide that their names have room beneath them, and a little at their right.
const manyColumns = 12;

/** The room at the right of columns, into which half of the last one's name may reach; in pixels. */
export const columnsRight = 32;

/** Categories from left to right; of many, the first and the last name stay within the chart. */
export const columns = (theme: Theme, data: readonly string[]) => {
  const axis = categories(theme, data);
  if (data.length < manyColumns) return axis;
  return { ...axis, axisLabel: { ...axis.axisLabel, alignMinLabel: 'left', alignMaxLabel: 'right' } };
};

export const values = (theme: Theme, format: Format) => ({
  type: 'value' as const,
  splitNumber: 4,
  splitLine: { lineStyle: { color: palette[theme].line } },
  axisLabel: { color: palette[theme].quiet, formatter: format, hideOverlap: true },
});
