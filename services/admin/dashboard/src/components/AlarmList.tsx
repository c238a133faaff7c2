import { useI18n } from '@/i18n';
import type { Alarm } from '@/lib/alarms';
import { formatFen } from '@/lib/money';
import { useCapName } from './capName';

/** What needs a look, the worst first. */
export function AlarmList({ alarms, zone }: { alarms: readonly Alarm[]; zone: string }) {
  const say = useAlarmWords(zone);
  if (alarms.length === 0) return null;
  return (
    <ul className="alarms">
      {alarms.map(alarm => (
        <li key={say(alarm)} className={`alarm alarm-${alarm.level}`}>
          {say(alarm)}
        </li>
      ))}
    </ul>
  );
}

function useAlarmWords(zone: string): (alarm: Alarm) => string {
  const { t, count, moment } = useI18n();
  const capName = useCapName();
  return alarm => {
    switch (alarm.kind) {
      case 'paused':
        return t(alarm.reason ? 'alarm.pausedWhy' : 'alarm.paused', {
          actor: alarm.actor,
          time: moment(alarm.at, zone),
          reason: alarm.reason,
        });
      case 'exhausted':
        return t('alarm.exhausted', { cap: capName(alarm.cap) });
      case 'exhausting':
        return t('alarm.exhausting', { cap: capName(alarm.cap), time: moment(alarm.at, zone) });
      case 'lowBudget':
        return t('alarm.lowBudget', { cap: capName(alarm.cap), amount: formatFen(alarm.leftFen) });
      case 'lag':
        return t('alarm.lag', { events: count(alarm.pending) });
      case 'closing':
        return t('alarm.closing', { time: moment(alarm.at, zone) });
      case 'review':
        return t('alarm.review', { actor: alarm.requester, version: alarm.version });
    }
  };
}
