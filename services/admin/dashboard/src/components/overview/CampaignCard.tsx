import { Link } from 'react-router-dom';
import { AlarmList } from '@/components/AlarmList';
import { BudgetBar } from '@/components/BudgetBar';
import { StateTag } from '@/components/StateTag';
import { useI18n } from '@/i18n';
import { alarmsOf } from '@/lib/alarms';
import { formatFen } from '@/lib/money';
import { stepOf } from '@/lib/sparklines';
import type { GetBudgetResponse } from '@/gen/fudai/admin/v1/budgets_pb';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import type { CampaignSparklines } from '@/gen/fudai/admin/v1/stats_pb';
import { OpeningsLine } from './OpeningsLine';

interface Props {
  readonly campaign: Campaign;
  /** Its totals and openings; absent until they are there. */
  readonly line: CampaignSparklines | undefined;
  /** What its caps still allow; absent until it is there, and where there is nothing to say. */
  readonly budget: GetBudgetResponse | undefined;
  readonly now: Date;
}

/** A campaign at a glance: state, figures, openings, budget, alarms. */
export function CampaignCard({ campaign, line, budget, now }: Props) {
  const { t, moment } = useI18n();
  const { campaignId, spec } = campaign;
  const published = campaign.publishedVersion > 0;
  const zone = spec?.timeZone ?? 'UTC';
  const alarms = alarmsOf({ campaign, caps: budget?.caps, now });
  const cap = budget?.caps[0];
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
      {line?.summary && <CardFigures {...line.summary} />}
      {published ? (
        <OpeningsLine line={line} step={stepOf(campaign, now)} />
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
