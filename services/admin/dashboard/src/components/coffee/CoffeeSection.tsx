import { useCoffee } from '@/api/useSections';
import { RangedSection, type Asked } from '@/components/section/RangedSection';
import { SectionPanel } from '@/components/section/SectionPanel';
import { SpreadPart } from '@/components/section/SpreadPart';
import { TimesPart } from '@/components/section/TimesPart';
import { useI18n } from '@/i18n';
import { allTenths } from '@/lib/coffee';
import { fileOf, type Subject } from '@/lib/subject';
import type { QueryGrowthCoffeeResponse } from '@/gen/fudai/admin/v1/stats_coffee_pb';
import { CoffeeFigures } from './CoffeeFigures';
import { StepTable } from './StepTable';

/** How sharers' cups fill. */
export default function CoffeeSection({ subject }: { subject: Subject }) {
  return <RangedSection subject={subject}>{asked => <CoffeePanel {...asked} />}</RangedSection>;
}

const hasNothing = ({ dropsPerOpen, cupsInProgress, cupsFilled }: QueryGrowthCoffeeResponse): boolean =>
  dropsPerOpen.length === 0 && cupsInProgress === 0n && cupsFilled === 0n;

function CoffeePanel({ subject, days, previous }: Asked) {
  const { t, count } = useI18n();
  const query = useCoffee(subject.campaignId, days);
  const earlier = useCoffee(subject.campaignId, previous);
  const before = previous && earlier.data;
  const file = fileOf(subject);
  return (
    <SectionPanel
      name="coffee"
      title="section.coffee"
      query={query}
      earlier={earlier}
      zone={subject.zone}
      days={days}
      empty={answer => (hasNothing(answer) && (!before || hasNothing(before)) ? 'coffee.none' : undefined)}
    >
      {answer => (
        <>
          <CoffeeFigures answer={answer} before={before} />
          <StepTable steps={answer.steps} file={file} />
          <div className="halves">
            <SpreadPart
              name="cups-fullness"
              title="coffee.fullness"
              definition="coffee.fullnessDefinition"
              file={file}
              header={[t('coffee.csvTenths'), t('coffee.cups')]}
              cells={answer.fullness.map(({ tenths, cups }) => [tenths, cups])}
              shares={allTenths(answer.fullness).map(({ tenths, cups }) => ({
                key: String(tenths),
                label: t('coffee.tenth', { from: tenths * 10, to: tenths * 10 + 10 }),
                count: cups,
              }))}
              counted="coffee.cups"
              by="coffee.full"
              none="coffee.noneInProgress"
            />
            <SpreadPart
              name="drops-per-open"
              title="coffee.dropsPerOpen"
              definition="coffee.dropsPerOpenDefinition"
              file={file}
              header={[t('metric.drops'), t('metric.openings')]}
              cells={answer.dropsPerOpen.map(({ drops, openings }) => [drops, openings])}
              shares={answer.dropsPerOpen.map(({ drops, openings }) => ({
                key: String(drops),
                label: t('coffee.drops', { drops: count(drops) }),
                count: openings,
              }))}
              counted="metric.openings"
              by="metric.drops"
              none="coffee.none"
            />
            <TimesPart
              name="time-to-full"
              title="coffee.time"
              definition="coffee.timeDefinition"
              file={file}
              times={answer.timeToFull}
              counted="coffee.cupsFilled"
              none="coffee.noneFilled"
              medianDefinition="coffee.medianDefinition"
              p90Definition="coffee.p90Definition"
            />
          </div>
        </>
      )}
    </SectionPanel>
  );
}
