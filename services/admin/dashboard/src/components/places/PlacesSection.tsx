import { RangedSection } from '@/components/section/RangedSection';
import type { Subject } from '@/lib/subject';
import { ShopsPanel } from './ShopsPanel';
import { WeekPanel } from './WeekPanel';

/** Where and when. */
export default function PlacesSection({ subject }: { subject: Subject }) {
  return (
    <RangedSection subject={subject}>
      {asked => (
        <>
          <WeekPanel {...asked} />
          <ShopsPanel {...asked} />
        </>
      )}
    </RangedSection>
  );
}
