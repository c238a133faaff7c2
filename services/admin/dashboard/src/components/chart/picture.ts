import type { EChartsCoreOption } from 'echarts/core';
import { download } from '@/lib/download';
import type { Theme } from '@/lib/settings';
import { palette } from '@/lib/theme';
import { init } from './echarts';

const width = 960;
const usualHeight = 420;

/** Draws a chart apart from the page, in its theme, and offers it as a picture, whether or not the page shows it as one. */
export function savePicture(name: string, option: EChartsCoreOption, theme: Theme, height = usualHeight): void {
  const chart = init(document.createElement('div'), null, { width, height });
  chart.setOption({ ...option, animation: false });
  chart
    .renderToCanvas({ pixelRatio: 2, backgroundColor: palette[theme].card })
    .toBlob(picture => picture && download(`${name}.png`, picture));
  chart.dispose();
}
