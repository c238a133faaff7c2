import { HoldoutPanel } from '@/components/holdout/HoldoutPanel';
import { RangedSection } from '@/components/section/RangedSection';
import type { Subject } from '@/lib/subject';
import { MoneyPanel } from './MoneyPanel';

/** What was promised, used and earned; and, for a campaign, what would not have come in without it. */
export default function MoneySection({ subject }: { subject: Subject }) {
  return (
    <>
      <RangedSection subject={subject}>{asked => <MoneyPanel {...asked} />}</RangedSection>
      {subject.campaignId && <HoldoutPanel subject={subject} />}
    </>
  );
}
