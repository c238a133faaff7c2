import { equals } from '@bufbuild/protobuf';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { campaigns } from '@/api/clients';
import { campaignChanged } from '@/api/useCampaign';
import { RestoredNote } from '@/components/editor/RestoredNote';
import { SpecForm, type Faults } from '@/components/editor/SpecForm';
import { useDraft, useKeep } from '@/components/editor/useDraft';
import { ErrorNote } from '@/components/ErrorNote';
import { PageHead } from '@/components/PageHead';
import { useMinute } from '@/components/range/useMinute';
import { useI18n } from '@/i18n';
import { newSpec } from '@/lib/newSpec';
import { announce } from '@/lib/notices';
import { CampaignSpecSchema } from '@/gen/fudai/campaign/v1/campaign_pb';

/** Makes a draft. */
export default function NewCampaignPage() {
  const { t } = useI18n();
  const navigate = useNavigate();
  const draft = useDraft('');
  const now = useMinute();
  const [fresh] = useState(() => newSpec(now));
  const [campaignId, setCampaignId] = useState(draft.restored?.line ?? '');
  const [spec, setSpec] = useState(draft.restored?.spec ?? fresh);
  const [faults, setFaults] = useState<Faults>(new Map());
  useKeep(draft, campaignId !== '' || !equals(CampaignSpecSchema, spec, fresh), { spec, line: campaignId });
  const create = useMutation({
    mutationFn: () => campaigns.createCampaign({ campaignId: campaignId.trim(), spec }),
    onSuccess: () => {
      draft.drop();
      void campaignChanged();
      announce(t('edit.created'));
      navigate(`/campaigns/${campaignId.trim()}/plan`);
    },
  });
  const discard = (): void => {
    draft.drop();
    setCampaignId('');
    setSpec(fresh);
  };
  return (
    <>
      <PageHead title={t('overview.new')} lead={t('edit.newLead')} />
      {draft.restored && <RestoredNote time={draft.restored.time} onDiscard={discard} />}
      <section className="panel">
        <label className="field field-narrow">
          <span>{t('edit.id')}</span>
          <Input value={campaignId} maxLength={24} onChange={event => setCampaignId(event.target.value)} />
          <small className="quiet">{t('copy.idHelp')}</small>
        </label>
      </section>
      <SpecForm spec={spec} onChange={setSpec} onFaults={setFaults} />
      {create.error && <ErrorNote error={create.error} />}
      <div className="save-bar">
        <span className={faults.size > 0 ? 'bad' : 'quiet'}>
          {t(faults.size > 0 ? 'edit.unreadable' : 'edit.draftHelp')}
        </span>
        <Button
          type="primary"
          disabled={!campaignId.trim() || faults.size > 0}
          loading={create.isPending}
          onClick={() => create.mutate()}
        >
          {t('edit.create')}
        </Button>
      </div>
    </>
  );
}
