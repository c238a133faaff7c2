import { useI18n } from '@/i18n';
import type { Range } from '@/lib/range';

/** Which days were counted: whole ones, whatever hours the range begins and ends with. */
export function DaysNote({ days, zone }: { days: Range; zone: string }) {
  const { t, moment } = useI18n();
  const from = moment(days.start, zone, 'day');
  const to = moment(days.end && new Date(days.end.getTime() - 1), zone, 'day');
  const words =
    days.start && days.end
      ? t('days.some', { from, to, zone })
      : days.start
        ? t('days.since', { from, zone })
        : days.end
          ? t('days.until', { to, zone })
          : t('days.all', { zone });
  return <p className="quiet chart-foot">{words}</p>;
}
