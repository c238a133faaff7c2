import { useEffect, useState } from 'react';
import type { LiveSummary } from '@/api/useLiveSummary';
import { useI18n } from '@/i18n';

const staleMs = 30_000;

/** How old the numbers are, whether they still come, and how many events wait to be counted. */
export function Age({ live, zone }: { live: LiveSummary; zone: string }) {
  const { t, moment, count } = useI18n();
  const now = useSecond();
  const { confirmedAt, link, freshness } = live;
  if (confirmedAt === undefined && link === 'broken') return null;
  if (confirmedAt === undefined) return <p className="age age-connecting">{t('age.connecting')}</p>;
  const age = Math.max(0, now - confirmedAt);
  const stale = link === 'broken' || age > staleMs;
  return (
    <p className={`age ${stale ? 'age-stale' : 'age-live'}`} data-stale={stale}>
      <span className="age-dot" aria-hidden="true" />
      <span>
        {stale && <strong>{t('age.stale')} </strong>}
        {t('age.asOf', {
          time: moment(new Date(confirmedAt), zone, 'time'),
          seconds: Math.round(age / 1000),
          events: count(freshness?.pendingEvents ?? 0n),
        })}
      </span>
      {freshness?.newestEventTime && (
        <span className="quiet">{t('age.newest', { time: moment(freshness.newestEventTime, zone, 'second') })}</span>
      )}
    </p>
  );
}

function useSecond(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
