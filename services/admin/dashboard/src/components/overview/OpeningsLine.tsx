import { useQuery } from '@tanstack/react-query';
import { stats } from '@/api/clients';
import { Sparkline } from '@/components/Sparkline';
import { useI18n } from '@/i18n';
import { toDate } from '@/lib/dates';
import { liveMs } from '@/lib/live';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import { Granularity, Metric } from '@/gen/fudai/admin/v1/stats_pb';

const weekMs = 7 * 24 * 3_600_000;

/** A campaign's openings so far: hour by hour in its first week, day by day after it. */
export function OpeningsLine({ campaign, now }: { campaign: Campaign; now: Date }) {
  const { t, count, moment } = useI18n();
  const { campaignId, spec } = campaign;
  const end = Math.min(now.getTime(), toDate(spec?.endTime)?.getTime() ?? Infinity);
  const young = end - (toDate(spec?.startTime)?.getTime() ?? 0) <= weekMs;
  const granularity = young ? Granularity.HOUR : Granularity.DAY;
  const { data } = useQuery({
    queryKey: ['series', campaignId, 'overview', granularity],
    queryFn: ({ signal }) => stats.queryTimeseries({ campaignId, metric: Metric.OPENINGS, granularity }, { signal }),
    refetchInterval: liveMs(campaign),
  });
  if (!data) return <div className="sparkline" />;
  const { points, timeZone } = data;
  if (points.length === 0) return <p className="quiet card-sub">{t('overview.noOpenings')}</p>;
  const style = young ? 'hour' : 'day';
  const span = {
    from: moment(points[0]?.startTime, timeZone, style),
    to: moment(points.at(-1)?.startTime, timeZone, style),
  };
  const sum = points.reduce((total, point) => total + point.value, 0n);
  return (
    <figure className="line">
      <Sparkline
        values={points.map(point => Number(point.value))}
        label={t('overview.lineLabel', { ...span, count: count(sum) })}
      />
      <figcaption className="quiet">
        <span>{t(young ? 'overview.byHour' : 'overview.byDay')}</span>
        <span>
          {span.from} – {span.to}
        </span>
      </figcaption>
    </figure>
  );
}
