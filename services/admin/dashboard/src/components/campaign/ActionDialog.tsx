import { useMutation } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { campaignChanged } from '@/api/useCampaign';
import { Code, codeOf } from '@/api/errors';
import { queryClient } from '@/api/queryClient';
import { ErrorNote } from '@/components/ErrorNote';
import { TextField } from '@/components/TextField';
import { useI18n } from '@/i18n';
import { actions, type ActionName } from '@/lib/actions';
import { announce } from '@/lib/notices';
import { newId } from '@/lib/ids';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';

interface Props {
  readonly name: ActionName;
  readonly campaign: Campaign;
  readonly onClose: () => void;
}

/** Asks before an act, naming what it will do; stays open and says so where it fails. */
export default function ActionDialog({ name, campaign, onClose }: Props) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const action = actions[name];
  const [requestId] = useState(newId);
  const [reason, setReason] = useState('');
  const [typedId, setTypedId] = useState('');
  const [copyId, setCopyId] = useState(`${campaign.campaignId.slice(0, 19)}-copy`);
  const [copyName, setCopyName] = useState('');
  const mutation = useMutation({
    mutationFn: () =>
      action.run(campaign, { reason: reason.trim(), requestId, copyId: copyId.trim(), copyName: copyName.trim() }),
    onSuccess: async () => {
      await campaignChanged();
      announce(t(action.done, { name: campaign.spec?.displayName ?? campaign.campaignId }));
      onClose();
      if (action.asksCopy) navigate(`/campaigns/${copyId.trim()}`);
    },
    onError: error => {
      if (codeOf(error) === Code.Aborted)
        void queryClient.invalidateQueries({ queryKey: ['campaign', campaign.campaignId] });
    },
  });
  const ready =
    (!action.needsReason || reason.trim()) &&
    (!action.needsId || typedId === campaign.campaignId) &&
    (!action.asksCopy || copyId.trim());
  return (
    <Modal
      open
      title={t(action.label)}
      okText={t(action.label)}
      cancelText={t('cancel')}
      okButtonProps={{ danger: action.danger, disabled: !ready }}
      confirmLoading={mutation.isPending}
      onOk={() => mutation.mutate()}
      onCancel={onClose}
      width={520}
    >
      <div className="form">
        <p className={action.danger ? 'effect effect-danger' : 'effect'}>
          {t(action.effect, { name: campaign.spec?.displayName ?? campaign.campaignId, version: campaign.version })}
        </p>
        {mutation.error && <ErrorNote error={mutation.error} />}
        {mutation.error && codeOf(mutation.error) === Code.Aborted && <p>{t('conflict.help')}</p>}
        {action.asksCopy && (
          <>
            <TextField label={t('copy.id')} value={copyId} onChange={setCopyId} help={t('copy.idHelp')} />
            <TextField label={t('copy.name')} value={copyName} onChange={setCopyName} />
          </>
        )}
        <TextField
          label={t(action.needsReason ? 'reason.needed' : 'reason.optional')}
          value={reason}
          onChange={setReason}
          limit={500}
        />
        {action.needsId && (
          <TextField label={t('confirm.typeId', { id: campaign.campaignId })} value={typedId} onChange={setTypedId} />
        )}
      </div>
    </Modal>
  );
}
