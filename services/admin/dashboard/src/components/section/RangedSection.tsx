import type { ReactNode } from 'react';
import { RangeBar } from '@/components/range/RangeBar';
import { useMinute } from '@/components/range/useMinute';
import { useRangeChoice } from '@/components/range/useRangeChoice';
import { previousRange, wholeDays, type Range } from '@/lib/range';
import type { Subject } from '@/lib/subject';

/** What a section is asked for. */
export interface Asked {
  readonly subject: Subject;
  /** Whole days. */
  readonly days: Range;
  /** The days to compare with, if any. */
  readonly previous: Range | undefined;
}

/** Panels that share one range of days, which is in the page's address. */
export function RangedSection({ subject, children }: { subject: Subject; children: (asked: Asked) => ReactNode }) {
  const now = useMinute();
  const choice = useRangeChoice(subject, now);
  const { zone } = subject;
  const days = choice.range && wholeDays(choice.range, zone);
  return (
    <>
      <RangeBar choice={choice} />
      {days && children({ subject, days, previous: choice.compare ? previousRange(days, zone) : undefined })}
    </>
  );
}
