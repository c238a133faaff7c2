import { useVirality } from '@/api/useGrowth';
import { ErrorNote } from '@/components/ErrorNote';
import { Loading } from '@/components/Loading';
import { useI18n } from '@/i18n';
import { isWholeLife, type Range } from '@/lib/range';
import { firstUnfinished, firstYoungDay, kDays } from '@/lib/virality';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import type { QueryViralityResponse } from '@/gen/fudai/admin/v1/stats_pb';
import { CycleTimes } from './CycleTimes';
import { DaysNote } from '@/components/section/DaysNote';
import { Generations } from './Generations';
import { KByDay } from './KByDay';
import { OpeningsPerBag } from './OpeningsPerBag';

interface Props {
  readonly campaign: Campaign;
  readonly days: Range;
  readonly now: Date;
}

/** How a campaign grew by itself: who brought whom, how many each bag brought, and how fast. */
export function ViralityPanel({ campaign, days, now }: Props) {
  const { t } = useI18n();
  const { data, error, isLoading, refetch } = useVirality(campaign.campaignId, days);
  const empty = data?.generations.length === 0 && data.days.length === 0;
  return (
    <section className="panel" aria-labelledby="virality-title">
      <h2 className="panel-title" id="virality-title">
        {t('virality.title')}
      </h2>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {isLoading && <Loading rows={8} />}
      {empty && <p className="quiet chart-empty">{t(isWholeLife(days) ? 'virality.noneYet' : 'virality.none')}</p>}
      {data && !empty && <Parts virality={data} campaign={campaign} days={days} now={now} />}
      {data && <DaysNote days={days} zone={data.timeZone} />}
    </section>
  );
}

function Parts({ virality, campaign, days, now }: Props & { virality: QueryViralityResponse }) {
  const { t, moment } = useI18n();
  const zone = virality.timeZone;
  const youngFrom = firstYoungDay(now, campaign.spec?.bagLife?.seconds ?? 0n, zone);
  const byDay = kDays(virality.days, youngFrom, zone);
  const young = firstUnfinished(byDay);
  const file = campaign.campaignId;
  return (
    <>
      {young && <p className="alarm alarm-warning">{t('virality.young', { day: moment(young.start, zone, 'day') })}</p>}
      <Generations
        generations={virality.generations}
        wholeLife={isWholeLife(days)}
        unfinished={young !== undefined}
        file={file}
      />
      {byDay.length > 0 && <KByDay days={byDay} zone={zone} file={file} />}
      {byDay.length > 0 && (
        <div className="halves">
          <OpeningsPerBag buckets={virality.openingsPerBag} file={file} />
          <CycleTimes cycle={virality.cycleTime} file={file} />
        </div>
      )}
    </>
  );
}
