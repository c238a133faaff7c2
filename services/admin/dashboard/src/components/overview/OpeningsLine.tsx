import { Sparkline } from '@/components/Sparkline';
import { useI18n } from '@/i18n';
import { Granularity, type CampaignSparklines } from '@/gen/fudai/admin/v1/stats_pb';

interface Props {
  /** Absent until it is there. */
  readonly line: CampaignSparklines | undefined;
  readonly step: Granularity;
}

/** A campaign's openings so far: hour by hour in its first week, day by day after it. */
export function OpeningsLine({ line, step }: Props) {
  const { t, count, moment } = useI18n();
  if (!line) return <div className="sparkline" />;
  const points = line.series[0]?.points ?? [];
  const young = step === Granularity.HOUR;
  if (points.length === 0) return <p className="quiet card-sub">{t('overview.noOpenings')}</p>;
  const style = young ? 'hour' : 'day';
  const span = {
    from: moment(points[0]?.startTime, line.timeZone, style),
    to: moment(points.at(-1)?.startTime, line.timeZone, style),
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
