import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { toJsonString } from '@bufbuild/protobuf';
import { campaigns } from '@/api/clients';
import { Findings } from '@/components/campaign/Findings';
import { useI18n } from '@/i18n';
import { CampaignSpecSchema, type CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';
import { BasicsPart } from './BasicsPart';
import { BudgetPart } from './BudgetPart';
import { CouponsPart } from './CouponsPart';
import { FindingsContext } from './findings';
import { GrowthPart } from './GrowthPart';

const typingMs = 400;

export interface PartProps {
  readonly spec: CampaignSpec;
  readonly onChange: (change: Partial<CampaignSpec>) => void;
}

/** The fields of a campaign, checked by the server's validator while they are being typed. */
export function SpecForm({ spec, onChange }: { spec: CampaignSpec; onChange: (spec: CampaignSpec) => void }) {
  const { t } = useI18n();
  const settled = useSettled(spec);
  const { data } = useQuery({
    queryKey: ['findings', 'editor', toJsonString(CampaignSpecSchema, settled)],
    queryFn: ({ signal }) => campaigns.validateCampaign({ spec: settled }, { signal }),
    placeholderData: previous => previous,
  });
  const part: PartProps = { spec, onChange: change => onChange({ ...spec, ...change }) };
  return (
    <FindingsContext.Provider value={data?.findings ?? []}>
      <BasicsPart {...part} />
      <CouponsPart {...part} />
      <GrowthPart {...part} />
      <BudgetPart {...part} />
      <section className="panel" aria-labelledby="editor-findings">
        <h2 className="panel-title" id="editor-findings">
          {t('findings.title')}
        </h2>
        {data && <Findings findings={data.findings} />}
      </section>
    </FindingsContext.Provider>
  );
}

// The spec as it was when the typing last paused.
function useSettled(spec: CampaignSpec): CampaignSpec {
  const [settled, setSettled] = useState(spec);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(spec), typingMs);
    return () => clearTimeout(timer);
  }, [spec]);
  return settled;
}
