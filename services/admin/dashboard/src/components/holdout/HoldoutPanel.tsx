import { useHoldout } from '@/api/useSections';
import { SectionPanel } from '@/components/section/SectionPanel';
import { useI18n } from '@/i18n';
import { intervalOf } from '@/lib/holdout';
import { fileOf, type Subject } from '@/lib/subject';
import { HoldoutVerdict } from '@/gen/fudai/admin/v1/stats_holdout_pb';
import { Difference } from './Difference';
import { GroupsTable } from './GroupsTable';
import { TooEarly } from './TooEarly';

/** What the campaign caused: those whom it gave bags against those whom it leaves out. */
export function HoldoutPanel({ subject }: { subject: Subject }) {
  const { t, percent } = useI18n();
  const query = useHoldout(subject.campaignId);
  const file = fileOf(subject);
  return (
    <SectionPanel name="holdout" title="holdout.title" query={query} zone={subject.zone}>
      {answer => {
        if (answer.verdict === HoldoutVerdict.NO_HOLDOUT) return <NoHoldout />;
        const interval = intervalOf(answer);
        return (
          <>
            {interval ? <Difference {...{ answer, interval, file }} /> : <TooEarly answer={answer} />}
            <GroupsTable answer={answer} file={file} />
            <p className="quiet chart-foot">
              {t('holdout.share', { share: percent(answer.holdoutPermille / 1000) })} {t('holdout.life')}
            </p>
          </>
        );
      }}
    </SectionPanel>
  );
}

function NoHoldout() {
  const { t } = useI18n();
  return (
    <div className="section-none" data-verdict="none">
      <strong>{t('holdout.none')}</strong>
      <p className="quiet">{t('holdout.noneHelp')}</p>
    </div>
  );
}
