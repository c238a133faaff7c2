import { create } from '@bufbuild/protobuf';
import { Button } from 'antd';
import { useState } from 'react';
import { useI18n } from '@/i18n';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import { CampaignSpecSchema, type CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';
import { Differences } from './Differences';

interface Props {
  /** The campaign as it was when the editing began, and as it is now. */
  readonly base: Campaign;
  readonly newest: Campaign;
  readonly spec: CampaignSpec;
  readonly onTakeBoth: () => void;
  readonly onStartOver: () => void;
}

/** Somebody else was faster: who, what differs, and what can be done with what was typed. */
export function Overtaken({ base, newest, spec, onTakeBoth, onStartOver }: Props) {
  const { t } = useI18n();
  const [shown, show] = useState(false);
  const { updateActor: actor, version } = newest;
  return (
    <section className="panel overtaken" aria-labelledby="overtaken-title">
      <div role="alert">
        <h2 className="panel-title" id="overtaken-title">
          {t('edit.overtaken', { actor, version })}
        </h2>
        <p>{t('edit.overtakenHelp')}</p>
      </div>
      <div className="panel-actions">
        <Button type="primary" onClick={onTakeBoth}>
          {t('edit.takeBoth')}
        </Button>
        <Button aria-expanded={shown} onClick={() => show(!shown)}>
          {t(shown ? 'edit.hideDifferences' : 'edit.showDifferences')}
        </Button>
        <Button onClick={onStartOver}>{t('edit.startOver')}</Button>
      </div>
      {shown && (
        <Differences
          base={base.spec ?? create(CampaignSpecSchema)}
          mine={spec}
          theirs={newest.spec ?? create(CampaignSpecSchema)}
        />
      )}
    </section>
  );
}
