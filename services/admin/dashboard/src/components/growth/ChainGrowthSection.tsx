import { ChartPanel } from '@/components/chart/ChartPanel';
import { RangeBar } from '@/components/range/RangeBar';
import { useMinute } from '@/components/range/useMinute';
import { useRangeChoice } from '@/components/range/useRangeChoice';
import { previousRange, wholeDays } from '@/lib/range';
import type { Subject } from '@/lib/subject';
import { FunnelPanel } from './FunnelPanel';

/** How the chain grew within one stretch of time: how far people came, and each metric over time. */
export default function ChainGrowthSection({ subject }: { subject: Subject }) {
  const choice = useRangeChoice(subject, useMinute());
  const { zone } = subject;
  const days = choice.range && wholeDays(choice.range, zone);
  return (
    <>
      <RangeBar choice={choice} />
      {days && (
        <FunnelPanel subject={subject} days={days} previous={choice.compare ? previousRange(days, zone) : undefined} />
      )}
      {choice.range && <ChartPanel subject={subject} stretch={choice} />}
    </>
  );
}
