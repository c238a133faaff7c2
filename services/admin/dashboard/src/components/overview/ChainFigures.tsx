import { useQuery } from '@tanstack/react-query';
import { stats } from '@/api/clients';
import { AlarmList } from '@/components/AlarmList';
import { ErrorNote } from '@/components/ErrorNote';
import { Figure } from '@/components/Figure';
import { Loading } from '@/components/Loading';
import { useI18n } from '@/i18n';
import { lagAlarms } from '@/lib/alarms';
import { ownZone } from '@/lib/dates';

/** The chain's totals over all campaigns. */
export function ChainFigures() {
  const { t, share } = useI18n();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['summary', ''],
    queryFn: ({ signal }) => stats.getCampaignSummary({}, { signal }),
    refetchInterval: 10_000,
  });
  const summary = data?.summary;
  if (error && !summary) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return (
    <section className="panel" aria-label={t('overview.chain')}>
      <h2 className="panel-title">{t('overview.chain')}</h2>
      <AlarmList alarms={lagAlarms(data?.freshness?.pendingEvents ?? 0n)} zone={ownZone()} />
      {isPending && <Loading rows={2} />}
      {summary && (
        <dl className="figures">
          <Figure name="orders" summary={summary} />
          <Figure name="netPaid" summary={summary} />
          <Figure name="openings" summary={summary} />
          <Figure name="newUsers" summary={summary} />
          <Figure
            name="conversions"
            summary={summary}
            note={t('figure.ofNew', { share: share(summary.conversions, summary.newUsers) })}
          />
          <Figure name="liability" summary={summary} />
        </dl>
      )}
    </section>
  );
}
