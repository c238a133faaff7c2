import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { stats } from '@/api/clients';
import { useBudget } from '@/api/useBudget';
import { AlarmList } from '@/components/AlarmList';
import { BudgetBar } from '@/components/BudgetBar';
import { StateTag } from '@/components/StateTag';
import { useI18n } from '@/i18n';
import { alarmsOf } from '@/lib/alarms';
import { liveMs } from '@/lib/live';
import { formatFen } from '@/lib/money';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import { OpeningsLine } from './OpeningsLine';

/** A campaign at a glance: state, figures, openings, budget, alarms. */
export function CampaignCard({ campaign, now }: { campaign: Campaign; now: Date }) {
  const { t, moment } = useI18n();
  const { campaignId, spec } = campaign;
  const published = campaign.publishedVersion > 0;
  const zone = spec?.timeZone ?? 'UTC';
  const { data } = useQuery({
    queryKey: ['summary', campaignId],
    queryFn: ({ signal }) => stats.getCampaignSummary({ campaignId }, { signal }),
    refetchInterval: liveMs(campaign),
    enabled: published,
  });
  const budget = useBudget(campaign);
  const alarms = alarmsOf({ campaign, caps: budget.data?.caps, now });
  const cap = budget.data?.caps[0];
  return (
    <article className="card" data-campaign={campaignId}>
      <header className="card-head">
        <h2>
          <Link to={`/campaigns/${campaignId}`} className="card-link">
            {spec?.displayName ?? campaignId}
          </Link>
        </h2>
        <StateTag state={campaign.state} />
      </header>
      <p className="quiet card-sub">
        <code>{campaignId}</code> · {moment(spec?.startTime, zone, 'day')} – {moment(spec?.endTime, zone, 'day')}
      </p>
      <AlarmList alarms={alarms} zone={zone} />
      {data?.summary && <CardFigures {...data.summary} />}
      {published ? (
        <OpeningsLine campaign={campaign} now={now} />
      ) : (
        <p className="quiet card-sub">{t('overview.unpublished')}</p>
      )}
      {cap && <BudgetBar use={cap} zone={zone} />}
    </article>
  );
}

interface Numbers {
  readonly orders: bigint;
  readonly bagsIssued: bigint;
  readonly openings: bigint;
  readonly newUsers: bigint;
  readonly conversions: bigint;
  readonly liabilityFen: bigint;
}

function CardFigures({ orders, bagsIssued, openings, newUsers, conversions, liabilityFen }: Numbers) {
  const { t, count } = useI18n();
  const rows = [
    [t('metric.orders'), count(orders)],
    [t('metric.bagsIssued'), count(bagsIssued)],
    [t('metric.openings'), count(openings)],
    [t('metric.newUsers'), count(newUsers)],
    [t('metric.conversions'), count(conversions)],
    [t('metric.liability'), formatFen(liabilityFen)],
  ];
  return (
    <dl className="card-figures">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
