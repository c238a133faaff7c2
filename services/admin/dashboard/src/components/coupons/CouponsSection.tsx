import { useCoupons } from '@/api/useSections';
import { RangedSection, type Asked } from '@/components/section/RangedSection';
import { SectionPanel } from '@/components/section/SectionPanel';
import { isWholeLife } from '@/lib/range';
import { comparedTemplates } from '@/lib/templates';
import { fileOf, type Subject } from '@/lib/subject';
import { Baskets } from './Baskets';
import { TemplateTable } from './TemplateTable';
import { TimeToUse } from './TimeToUse';

/** What became of a campaign's coupons, template by template. */
export default function CouponsSection({ subject }: { subject: Subject }) {
  return <RangedSection subject={subject}>{asked => <CouponsPanel {...asked} />}</RangedSection>;
}

function CouponsPanel({ subject, days, previous }: Asked) {
  const query = useCoupons(subject.campaignId, days);
  const earlier = useCoupons(subject.campaignId, previous);
  const before = previous && earlier.data?.templates;
  const file = fileOf(subject);
  const whole = isWholeLife(days);
  return (
    <SectionPanel
      name="templates"
      title="templates.title"
      query={query}
      earlier={earlier}
      zone={subject.zone}
      days={days}
      empty={({ templates }) =>
        comparedTemplates(templates, before).length > 0 ? undefined : whole ? 'value.noneYet' : 'value.none'
      }
    >
      {({ templates }) => (
        <>
          <TemplateTable templates={comparedTemplates(templates, before)} file={file} wholeLife={whole} />
          <div className="halves">
            <TimeToUse templates={templates} before={before} file={file} />
            <Baskets templates={templates} before={before} file={file} />
          </div>
        </>
      )}
    </SectionPanel>
  );
}
