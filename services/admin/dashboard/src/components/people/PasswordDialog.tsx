import { useMutation } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { people } from '@/api/clients';
import { ErrorNote } from '@/components/ErrorNote';
import { useI18n } from '@/i18n';
import { announce } from '@/lib/notices';

/** Changes one's own password. */
export default function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => people.changePassword({ currentPassword: current, newPassword: next }),
    onSuccess: () => {
      announce(t('password.changed'));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('password.change')}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !current || !next }}
      confirmLoading={change.isPending}
      onOk={() => change.mutate()}
      onCancel={onClose}
    >
      <div className="form">
        {change.error && <ErrorNote error={change.error} />}
        <label className="field">
          <span>{t('password.current')}</span>
          <Input
            type="password"
            autoComplete="current-password"
            value={current}
            onChange={event => setCurrent(event.target.value)}
          />
        </label>
        <label className="field">
          <span>{t('people.newPassword')}</span>
          <Input
            type="password"
            autoComplete="new-password"
            value={next}
            onChange={event => setNext(event.target.value)}
          />
          <small className="quiet">{t('password.help')}</small>
        </label>
      </div>
    </Modal>
  );
}
