import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { init } from './echarts';

interface Props {
  readonly option: EChartsCoreOption;
  readonly label: string;
  /** In pixels; 300 if absent. */
  readonly height?: number;
}

/** A chart, drawn anew only when what it says has changed. */
export default function EChart({ option, label, height }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>();
  useEffect(() => {
    if (!element.current) return;
    const drawn = init(element.current);
    chart.current = drawn;
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, []);
  // Options are made anew with every answer; only what they say counts.
  const content = JSON.stringify(option);
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- content stands for the option
  }, [content]);
  return <div ref={element} className="chart" style={{ height }} role="img" aria-label={label} />;
}
