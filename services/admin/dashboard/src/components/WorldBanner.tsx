import { Link } from 'react-router-dom';
import { useRehearsal } from '@/api/useRehearsal';
import { useI18n } from '@/i18n';
import { ownZone } from '@/lib/dates';
import { ErrorNote } from './ErrorNote';

/** Says on every page that this is not production, and what time it is there. */
export function WorldBanner() {
  const { t, moment, count } = useI18n();
  const { data, error, refetch } = useRehearsal();
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return (
    <p className="world-banner" role="note">
      <strong>{t('world.banner')}</strong>{' '}
      {data && t('world.clock', { time: moment(data.now, ownZone()), events: count(data.events) })}{' '}
      <Link to="/rehearsal">{t('rehearsal.manage')} ›</Link>
    </p>
  );
}
