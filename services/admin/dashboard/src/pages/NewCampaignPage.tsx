import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { campaigns } from '@/api/clients';
import { campaignChanged } from '@/api/useCampaign';
import { SpecForm } from '@/components/editor/SpecForm';
import { ErrorNote } from '@/components/ErrorNote';
import { PageHead } from '@/components/PageHead';
import { useI18n } from '@/i18n';
import { newSpec } from '@/lib/newSpec';
import { announce } from '@/lib/notices';

/** Makes a draft. */
export default function NewCampaignPage() {
  const { t } = useI18n();
  const navigate = useNavigate();
  const [campaignId, setCampaignId] = useState('');
  const [spec, setSpec] = useState(() => newSpec(new Date()));
  const create = useMutation({
    mutationFn: () => campaigns.createCampaign({ campaignId: campaignId.trim(), spec }),
    onSuccess: () => {
      void campaignChanged();
      announce(t('edit.created'));
      navigate(`/campaigns/${campaignId.trim()}/plan`);
    },
  });
  return (
    <>
      <PageHead title={t('overview.new')} lead={t('edit.newLead')} />
      <section className="panel">
        <label className="field field-narrow">
          <span>{t('edit.id')}</span>
          <Input value={campaignId} maxLength={24} onChange={event => setCampaignId(event.target.value)} />
          <small className="quiet">{t('copy.idHelp')}</small>
        </label>
      </section>
      <SpecForm spec={spec} onChange={setSpec} />
      {create.error && <ErrorNote error={create.error} />}
      <div className="save-bar">
        <span className="quiet">{t('edit.draftHelp')}</span>
        <Button type="primary" disabled={!campaignId.trim()} loading={create.isPending} onClick={() => create.mutate()}>
          {t('edit.create')}
        </Button>
      </div>
    </>
  );
}
