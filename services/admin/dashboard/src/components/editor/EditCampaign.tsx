import { create, equals } from '@bufbuild/protobuf';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { campaigns } from '@/api/clients';
import { Code, codeOf } from '@/api/errors';
import { queryClient } from '@/api/queryClient';
import { campaignChanged } from '@/api/useCampaign';
import { ErrorNote } from '@/components/ErrorNote';
import { useI18n } from '@/i18n';
import { newId } from '@/lib/ids';
import { announce } from '@/lib/notices';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import { CampaignSpecSchema } from '@/gen/fudai/campaign/v1/campaign_pb';
import { SpecForm } from './SpecForm';

/** Edits a campaign as it was when the editing began; what somebody else has changed meanwhile is never written over. */
export default function EditCampaign({ campaign }: { campaign: Campaign }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const [base, setBase] = useState(campaign);
  const [spec, setSpec] = useState(campaign.spec ?? create(CampaignSpecSchema));
  const [reason, setReason] = useState('');
  const changed = base.spec ? !equals(CampaignSpecSchema, base.spec, spec) : true;
  const { campaignId } = campaign;
  const save = useMutation({
    mutationFn: (requestId: string) =>
      campaigns.updateCampaign({ campaignId, spec, etag: base.etag, reason: reason.trim(), requestId }),
    onSuccess: ({ campaign: saved }) => {
      void campaignChanged();
      announce(t('edit.saved', { version: saved?.version ?? 0 }));
      navigate(`/campaigns/${campaignId}/plan`);
    },
    onError: error => {
      if (codeOf(error) === Code.Aborted) void queryClient.invalidateQueries({ queryKey: ['campaign', campaignId] });
    },
  });
  const startOver = useMutation({
    mutationFn: () => campaigns.getCampaign({ campaignId }),
    onSuccess: ({ campaign: newest }) => {
      if (!newest) return;
      void campaignChanged();
      setBase(newest);
      setSpec(newest.spec ?? create(CampaignSpecSchema));
      save.reset();
    },
  });
  const overtaken = base.etag !== campaign.etag || (save.error && codeOf(save.error) === Code.Aborted);
  return (
    <>
      {overtaken && (
        <div className="error-note" role="alert">
          <div>
            <strong>{t('edit.overtaken', { actor: campaign.updateActor })}</strong>
            <p>{t('edit.overtakenHelp')}</p>
          </div>
          <Button loading={startOver.isPending} onClick={() => startOver.mutate()}>
            {t('edit.startOver')}
          </Button>
        </div>
      )}
      <SpecForm key={base.etag} spec={spec} onChange={setSpec} />
      {save.error && !overtaken && <ErrorNote error={save.error} />}
      {startOver.error && <ErrorNote error={startOver.error} />}
      <div className="save-bar">
        <Input
          aria-label={t('reason.optional')}
          placeholder={t('reason.optional')}
          maxLength={500}
          value={reason}
          onChange={event => setReason(event.target.value)}
        />
        <Button type="primary" disabled={!changed} loading={save.isPending} onClick={() => save.mutate(newId())}>
          {t('edit.save')}
        </Button>
      </div>
    </>
  );
}
