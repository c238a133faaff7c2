import { useBudget } from '@/api/useBudget';
import { useLiveSummary } from '@/api/useLiveSummary';
import { AlarmList } from '@/components/AlarmList';
import { BudgetBar } from '@/components/BudgetBar';
import { EmptyNote } from '@/components/EmptyNote';
import { ErrorNote } from '@/components/ErrorNote';
import { Loading } from '@/components/Loading';
import { useMinute } from '@/components/range/useMinute';
import { useI18n } from '@/i18n';
import { alarmsOf } from '@/lib/alarms';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import { Age } from './Age';
import { CouponsGiven } from './CouponsGiven';
import { Money } from './Money';
import { Stretch } from './Stretch';
import { Totals } from './Totals';

/** What a campaign did, live. */
export default function Results({ campaign }: { campaign: Campaign }) {
  const { t } = useI18n();
  const { campaignId, spec } = campaign;
  const zone = spec?.timeZone ?? 'UTC';
  const live = useLiveSummary(campaignId);
  const budget = useBudget(campaign);
  const now = useMinute();
  const alarms = alarmsOf({ campaign, caps: budget.data?.caps, pendingEvents: live.freshness?.pendingEvents, now });
  if (campaign.publishedVersion === 0) {
    return (
      <EmptyNote title={t('results.unpublished')}>
        <p className="quiet">{t('results.unpublishedHelp')}</p>
      </EmptyNote>
    );
  }
  return (
    <>
      <Age live={live} zone={zone} />
      <AlarmList alarms={alarms} zone={zone} />
      {!live.summary && (live.error ? <ErrorNote error={live.error} /> : <Loading rows={8} />)}
      {live.summary && (
        <>
          <Totals summary={live.summary} />
          <Money summary={live.summary} />
        </>
      )}
      {budget.data && budget.data.caps.length > 0 && (
        <section className="panel" aria-labelledby="budget-title">
          <h2 className="panel-title" id="budget-title">
            {t('budget.title')}
          </h2>
          <div className="budgets">
            {budget.data.caps.map(use => (
              <BudgetBar key={use.cap} use={use} zone={zone} />
            ))}
          </div>
        </section>
      )}
      {live.summary && <CouponsGiven summary={live.summary} campaign={campaign} />}
      <Stretch campaign={campaign} now={now} />
    </>
  );
}
