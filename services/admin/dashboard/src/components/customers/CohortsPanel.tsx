import { useCohorts } from '@/api/useSections';
import type { Asked } from '@/components/section/RangedSection';
import { SectionPanel } from '@/components/section/SectionPanel';
import { useI18n } from '@/i18n';
import { Origin } from '@/lib/cohorts';
import { isWholeLife } from '@/lib/range';
import { fileOf } from '@/lib/subject';
import { CohortTable } from './CohortTable';
import { ReturnRates } from './ReturnRates';

/** How the customers of each week came again. A campaign's stand against those who came to the chain by themselves. */
export function CohortsPanel({ subject, days }: Asked) {
  const { t } = useI18n();
  const single = subject.campaignId !== '';
  const query = useCohorts(subject.campaignId, days);
  const chain = useCohorts('', single ? days : undefined);
  const others = single ? (chain.data?.cohorts ?? []).filter(({ origin }) => origin === Origin.ORGANIC) : [];
  const file = fileOf(subject);
  return (
    <SectionPanel
      name="cohorts"
      title="cohort.title"
      query={query}
      zone={subject.zone}
      days={days}
      empty={({ cohorts }) => (cohorts.length > 0 ? undefined : isWholeLife(days) ? 'cohort.noneYet' : 'cohort.none')}
    >
      {({ cohorts, timeZone }) => (
        <>
          <ReturnRates cohorts={[...cohorts, ...others]} file={file}>
            {single && <p className="quiet chart-foot">{t('cohort.organicOfChain')}</p>}
          </ReturnRates>
          <CohortTable cohorts={cohorts} zone={timeZone} file={file} />
        </>
      )}
    </SectionPanel>
  );
}
