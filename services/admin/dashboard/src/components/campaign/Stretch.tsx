import { ChartPanel } from '@/components/chart/ChartPanel';
import { FunnelPanel } from '@/components/growth/FunnelPanel';
import { ViralityPanel } from '@/components/growth/ViralityPanel';
import { RangeBar } from '@/components/range/RangeBar';
import { useRangeChoice } from '@/components/range/useRangeChoice';
import { previousRange, wholeDays } from '@/lib/range';
import { subjectOf } from '@/lib/subject';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';

/** What a campaign did within one stretch of time, which funnel, chart and virality share. */
export function Stretch({ campaign, now }: { campaign: Campaign; now: Date }) {
  const subject = subjectOf(campaign);
  const { zone } = subject;
  const choice = useRangeChoice(subject, now);
  const days = choice.range && wholeDays(choice.range, zone);
  return (
    <>
      <RangeBar choice={choice} />
      {days && (
        <FunnelPanel subject={subject} days={days} previous={choice.compare ? previousRange(days, zone) : undefined} />
      )}
      {choice.range && <ChartPanel subject={subject} stretch={choice} />}
      {days && <ViralityPanel campaign={campaign} days={days} now={now} />}
    </>
  );
}
