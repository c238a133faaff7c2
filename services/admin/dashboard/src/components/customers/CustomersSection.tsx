import { RangedSection } from '@/components/section/RangedSection';
import type { Subject } from '@/lib/subject';
import { CohortsPanel } from './CohortsPanel';
import { CustomersPanel } from './CustomersPanel';

/** Who the customers are, and whether they come again. */
export default function CustomersSection({ subject }: { subject: Subject }) {
  return (
    <RangedSection subject={subject}>
      {asked => (
        <>
          <CohortsPanel {...asked} />
          <CustomersPanel {...asked} />
        </>
      )}
    </RangedSection>
  );
}
