import { toJsonString } from '@bufbuild/protobuf';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { campaigns } from '@/api/clients';
import { Estimate } from '@/components/campaign/Estimate';
import { useSettled } from '@/components/useSettled';
import type { PlainKey } from '@/i18n';
import { withValueAt } from '@/lib/specPath';
import type { Campaign, Finding } from '@/gen/fudai/admin/v1/campaigns_pb';
import { CampaignSpecSchema, type CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';
import { BasicsPart, OrdersPart } from './BasicsPart';
import { BudgetPart } from './BudgetPart';
import { Check } from './Check';
import { CouponsPart } from './CouponsPart';
import { EditorContext, type Editor } from './EditorContext';
import { GrowthPart } from './GrowthPart';

/** What stands in fields and cannot be read, by their paths. */
export type Faults = ReadonlyMap<string, PlainKey>;

interface Props {
  readonly spec: CampaignSpec;
  /** The campaign of which it is an edit; none for a new one. */
  readonly campaign?: Campaign;
  readonly onChange: (spec: CampaignSpec) => void;
  readonly onFaults: (faults: Faults) => void;
}

const none: readonly Finding[] = [];

/** The fields of a campaign, checked by the server's validator and with their cost beside them while they are being typed. */
export function SpecForm({ spec, campaign, onChange, onFaults }: Props) {
  const settled = useSettled(spec);
  const campaignId = campaign?.campaignId ?? '';
  const { faults, noteFault } = useFaults();
  useEffect(() => onFaults(faults), [onFaults, faults]);
  const check = useQuery({
    // What may be edited is another with every publication.
    queryKey: ['findings', 'editor', campaignId, campaign?.publishedVersion, toJsonString(CampaignSpecSchema, settled)],
    queryFn: ({ signal }) => campaigns.validateCampaign({ spec: settled, campaignId }, { signal }),
    placeholderData: previous => previous,
  });
  const editor: Editor = {
    spec,
    findings: check.data?.findings ?? none,
    noteFault,
    change: part => onChange({ ...spec, ...part }),
    setAt: (path, value) => onChange(withValueAt(spec, path, value)),
  };
  const waiting = settled !== spec || check.isFetching;
  return (
    <EditorContext.Provider value={editor}>
      <div className="editor">
        <div className="editor-form">
          <Check check={check} waiting={waiting} faults={faults} />
          <BasicsPart />
          <OrdersPart />
          <CouponsPart />
          <GrowthPart />
          <BudgetPart />
        </div>
        <aside className="editor-aside">
          <Estimate spec={settled} waiting={settled !== spec} />
        </aside>
      </div>
    </EditorContext.Provider>
  );
}

function useFaults() {
  const [faults, setFaults] = useState<Faults>(new Map());
  const noteFault = useCallback((path: string, fault: PlainKey) => {
    setFaults(all => new Map(all).set(path, fault));
    return () =>
      setFaults(all => {
        const rest = new Map(all);
        rest.delete(path);
        return rest;
      });
  }, []);
  return { faults, noteFault };
}
