import { Suspense, lazy } from 'react';
import { useSettings } from '@/lib/settings';
import { Part, type PartProps } from './Part';

const EChart = lazy(() => import('@/components/chart/EChart'));

interface Props extends Omit<PartProps, 'picture' | 'pictureHeight'> {
  readonly option: NonNullable<PartProps['picture']>;
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  readonly height?: number;
}

/** A part whose numbers are drawn as a chart; what its children say stands beneath it. */
export function ChartPart({ option, label, height, children, ...part }: Props) {
  const { theme } = useSettings();
  return (
    <Part {...part} picture={option} pictureHeight={height}>
      <Suspense fallback={<div className="chart" style={{ height }} />}>
        <EChart option={option(theme)} label={label} height={height} />
      </Suspense>
      {children}
    </Part>
  );
}
