import { useMutation } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { rehearsal } from '@/api/clients';
import { queryClient } from '@/api/queryClient';
import { ErrorNote } from '@/components/ErrorNote';
import { TextField } from '@/components/TextField';
import { useI18n } from '@/i18n';
import { newId } from '@/lib/ids';
import { announce } from '@/lib/notices';

/** The way back to an empty rehearsal in the present. */
export function WipePanel({ zone }: { zone: string }) {
  const { t } = useI18n();
  const [asking, ask] = useState(false);
  return (
    <section className="panel" aria-labelledby="wipe-title">
      <h2 className="panel-title" id="wipe-title">
        {t('rehearsal.wipe')}
      </h2>
      <p className="quiet">{t('rehearsal.wipeLead')}</p>
      <Button danger onClick={() => ask(true)}>
        {t('rehearsal.wipe')}
      </Button>
      {asking && <WipeDialog zone={zone} onClose={() => ask(false)} />}
    </section>
  );
}

// What must be typed, because nothing brings back what is wiped: the world's name, as the API has it.
const word = 'rehearsal';

function WipeDialog({ zone, onClose }: { zone: string; onClose: () => void }) {
  const { t, moment } = useI18n();
  const [requestId] = useState(newId);
  const [typed, setTyped] = useState('');
  const wipe = useMutation({
    mutationFn: () => rehearsal.wipeRehearsal({ requestId }),
    onSuccess: async ({ now }) => {
      await queryClient.resetQueries();
      announce(t('rehearsal.wiped', { time: moment(now, zone, 'second') }));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('rehearsal.wipe')}
      okText={t('rehearsal.wipe')}
      cancelText={t('cancel')}
      okButtonProps={{ danger: true, disabled: typed !== word }}
      confirmLoading={wipe.isPending}
      onOk={() => wipe.mutate()}
      onCancel={onClose}
      width={520}
    >
      <div className="form">
        <p className="effect effect-danger">{t('rehearsal.wipeEffect')}</p>
        {wipe.error && <ErrorNote error={wipe.error} />}
        <TextField label={t('confirm.typeId', { id: word })} value={typed} onChange={setTyped} />
      </div>
    </Modal>
  );
}
