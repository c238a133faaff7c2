import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import type { Sparklines } from '@/api/useSparklines';
import { useVirality } from '@/api/useGrowth';
import { AlarmList } from '@/components/AlarmList';
import { Definition } from '@/components/Definition';
import { ErrorNote } from '@/components/ErrorNote';
import { Figure } from '@/components/Figure';
import { Loading } from '@/components/Loading';
import { useI18n } from '@/i18n';
import { lagAlarms } from '@/lib/alarms';
import { ownZone } from '@/lib/dates';

/** The chain's totals over all campaigns. */
export function ChainFigures({ query }: { query: UseQueryResult<Sparklines> }) {
  const { t, share } = useI18n();
  const { data, error, isPending, refetch } = query;
  const summary = data?.byId.get('')?.summary;
  if (error && !summary) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return (
    <section className="panel" aria-label={t('overview.chain')}>
      <div className="panel-head">
        <h2 className="panel-title">{t('overview.chain')}</h2>
        <Link to="/chain">{t('section.more')} ›</Link>
      </div>
      <AlarmList alarms={lagAlarms(data?.freshness?.pendingEvents ?? 0n)} zone={ownZone()} />
      {isPending && <Loading rows={2} />}
      {summary && (
        <dl className="figures figures-seven">
          <Figure name="orders" summary={summary} />
          <Figure name="netPaid" summary={summary} />
          <Figure name="openings" summary={summary} />
          <Figure name="newUsers" summary={summary} />
          <Figure
            name="conversions"
            summary={summary}
            note={t('figure.ofNew', { share: share(summary.conversions, summary.newUsers) })}
          />
          <ReferralShare />
          <Figure name="liability" summary={summary} />
        </dl>
      )}
    </section>
  );
}

const everything = {};

// How many of all customers a friend's bag brought.
function ReferralShare() {
  const { t, percent } = useI18n();
  const { data } = useVirality('', everything);
  const name = t('chain.referralShare');
  return (
    <div className="figure">
      <dt>
        {name} <Definition of={name} text="chain.referralShareDefinition" />
      </dt>
      <dd>
        <span className="figure-value" data-figure="referralShare">
          {percent(data?.referralShare)}
        </span>
      </dd>
    </div>
  );
}
