import { Button, Input } from 'antd';
import { useI18n } from '@/i18n';

interface Props {
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  /** True while a field holds what cannot be read: its old value would be saved. */
  readonly unreadable: boolean;
  readonly disabled: boolean;
  readonly saving: boolean;
  readonly onSave: () => void;
}

/** Why, and the way to a new version. */
export function SaveBar({ reason, onReason, unreadable, disabled, saving, onSave }: Props) {
  const { t } = useI18n();
  return (
    <div className="save-bar">
      {unreadable ? (
        <span className="bad" role="status">
          {t('edit.unreadable')}
        </span>
      ) : (
        <Input
          aria-label={t('reason.optional')}
          placeholder={t('reason.optional')}
          maxLength={500}
          value={reason}
          onChange={event => onReason(event.target.value)}
        />
      )}
      <Button type="primary" disabled={disabled || unreadable} loading={saving} onClick={onSave}>
        {t('edit.save')}
      </Button>
    </div>
  );
}
