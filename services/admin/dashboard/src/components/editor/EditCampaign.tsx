import { create, equals } from '@bufbuild/protobuf';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { campaigns } from '@/api/clients';
import { Code, codeOf } from '@/api/errors';
import { queryClient } from '@/api/queryClient';
import { campaignChanged } from '@/api/useCampaign';
import { Allowed } from '@/components/Allowed';
import { EmptyNote } from '@/components/EmptyNote';
import { ErrorNote } from '@/components/ErrorNote';
import { useI18n } from '@/i18n';
import { canEdit } from '@/lib/actions';
import { newId } from '@/lib/ids';
import { mergeSpecs } from '@/lib/mergeSpecs';
import { announce } from '@/lib/notices';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import { CampaignSpecSchema, type CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';
import { Overtaken } from './Overtaken';
import { RestoredNote } from './RestoredNote';
import { SaveBar } from './SaveBar';
import { SpecForm, type Faults } from './SpecForm';
import { useDraft, useKeep } from './useDraft';

export default function EditCampaign({ campaign }: { campaign: Campaign }) {
  const { t } = useI18n();
  if (!canEdit(campaign))
    return (
      <EmptyNote title={t('edit.over')}>
        <p className="quiet">{t('edit.overHelp')}</p>
      </EmptyNote>
    );
  return (
    <Allowed act="edit">
      <Editing campaign={campaign} />
    </Allowed>
  );
}

/** What is being edited: the campaign that the edit began from, and what has become of it. */
interface Edit {
  readonly base: Campaign;
  readonly spec: CampaignSpec;
}

const specOf = (campaign: Campaign): CampaignSpec => campaign.spec ?? create(CampaignSpecSchema);
const same = (a: CampaignSpec, b: CampaignSpec): boolean => equals(CampaignSpecSchema, a, b);

/** Edits a campaign as it was when the editing began; what somebody else has changed meanwhile is never written over. */
function Editing({ campaign }: { campaign: Campaign }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const { campaignId } = campaign;
  const draft = useDraft(campaignId);
  const [edit, setEdit] = useState<Edit>({
    base: draft.restored?.base ?? campaign,
    spec: draft.restored?.spec ?? specOf(campaign),
  });
  const [reason, setReason] = useState(draft.restored?.line ?? '');
  const [putAside, putItAside] = useState<Edit>();
  const [faults, setFaults] = useState<Faults>(new Map());
  const { base, spec } = edit;
  const changed = !same(specOf(base), spec);
  useKeep(draft, changed, { base, spec, line: reason });

  const newer = base.etag !== campaign.etag;
  const overtaken = newer && !same(specOf(base), specOf(campaign));
  // Paused, approved and the like: what the campaign says is still what the edit began from.
  if (newer && !overtaken) setEdit({ base: campaign, spec });

  const save = useMutation({
    mutationFn: (requestId: string) =>
      campaigns.updateCampaign({ campaignId, spec, etag: base.etag, reason: reason.trim(), requestId }),
    onSuccess: ({ campaign: saved }) => {
      draft.drop();
      void campaignChanged();
      announce(t('edit.saved', { version: saved?.version ?? 0 }));
      navigate(`/campaigns/${campaignId}/plan`);
    },
    onError: error => {
      if (codeOf(error) === Code.Aborted) void queryClient.invalidateQueries({ queryKey: ['campaign', campaignId] });
    },
  });
  const goOn = (next: Edit): void => {
    setEdit(next);
    save.reset();
  };
  const takeBoth = (): void => {
    goOn({ base: campaign, spec: mergeSpecs(specOf(base), spec, specOf(campaign)) });
    announce(t('edit.tookBoth', { version: campaign.version }));
  };
  const startOver = (): void => {
    putItAside(edit);
    goOn({ base: campaign, spec: specOf(campaign) });
  };
  const putBack = (): void => {
    if (putAside) goOn(putAside);
    putItAside(undefined);
  };
  return (
    <>
      {overtaken && !save.isSuccess && (
        <Overtaken base={base} newest={campaign} spec={spec} onTakeBoth={takeBoth} onStartOver={startOver} />
      )}
      {putAside && !overtaken && (
        <div className="info-note" role="status">
          <p>{t('edit.startedOver', { version: base.version })}</p>
          <Button onClick={putBack}>{t('edit.putBack')}</Button>
        </div>
      )}
      {draft.restored && (
        <RestoredNote
          time={draft.restored.time}
          onDiscard={() => {
            draft.drop();
            goOn({ base: campaign, spec: specOf(campaign) });
          }}
        />
      )}
      <SpecForm spec={spec} campaign={campaign} onChange={next => setEdit({ base, spec: next })} onFaults={setFaults} />
      {save.error && !overtaken && <ErrorNote error={save.error} />}
      <SaveBar
        reason={reason}
        onReason={setReason}
        unreadable={faults.size > 0}
        disabled={!changed || overtaken}
        saving={save.isPending}
        onSave={() => save.mutate(newId())}
      />
    </>
  );
}
