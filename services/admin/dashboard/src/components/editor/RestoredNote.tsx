import { Button } from 'antd';
import { useI18n } from '@/i18n';
import { ownZone } from '@/lib/dates';

/** Says that what stands here was typed before and not saved. */
export function RestoredNote({ time, onDiscard }: { time: Date; onDiscard: () => void }) {
  const { t, moment } = useI18n();
  return (
    <div className="info-note" role="status">
      <p>{t('edit.restored', { time: moment(time, ownZone()) })}</p>
      <Button onClick={onDiscard}>{t('edit.discard')}</Button>
    </div>
  );
}
