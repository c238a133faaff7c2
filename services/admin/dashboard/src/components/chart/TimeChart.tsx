import type { ECharts } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { useSettings } from '@/lib/settings';
import { init } from './echarts';
import { chartOption, type ChartData } from './option';

interface Props {
  readonly data: ChartData;
  readonly label: string;
  /** Given the drawn chart, so that it can be saved as a picture; undefined once it is gone. */
  readonly onReady: (chart: ECharts | undefined) => void;
}

/** A metric over time as columns, with the stretch before as a dashed line. */
export default function TimeChart({ data, label, onReady }: Props) {
  const { theme } = useSettings();
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>();
  useEffect(() => {
    if (!element.current) return;
    const drawn = init(element.current);
    chart.current = drawn;
    onReady(drawn);
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      onReady(undefined);
      drawn.dispose();
    };
  }, [onReady]);
  useEffect(() => {
    chart.current?.setOption(chartOption(data, theme), { notMerge: true });
  }, [data, theme, onReady]);
  return <div ref={element} className="chart" role="img" aria-label={label} />;
}
