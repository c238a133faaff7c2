import { create, toJsonString } from '@bufbuild/protobuf';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { campaigns } from '@/api/clients';
import { Estimate } from '@/components/campaign/Estimate';
import type { ShownFinding } from '@/components/campaign/FindingWords';
import { useMinute } from '@/components/range/useMinute';
import { useSettled } from '@/components/useSettled';
import { useI18n, type PlainKey } from '@/i18n';
import { editFindings } from '@/lib/editRules';
import { withValueAt } from '@/lib/specPath';
import { FindingSchema, Finding_Severity as Severity } from '@/gen/fudai/admin/v1/campaigns_pb';
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
  /** What is in effect, if anything is. */
  readonly published?: CampaignSpec;
  readonly onChange: (spec: CampaignSpec) => void;
  readonly onFaults: (faults: Faults) => void;
}

/** The fields of a campaign, checked by the server's validator and with their cost beside them while they are being typed. */
export function SpecForm({ spec, published, onChange, onFaults }: Props) {
  const settled = useSettled(spec);
  const { faults, noteFault } = useFaults();
  useEffect(() => onFaults(faults), [onFaults, faults]);
  const check = useQuery({
    queryKey: ['findings', 'editor', toJsonString(CampaignSpecSchema, settled)],
    queryFn: ({ signal }) => campaigns.validateCampaign({ spec: settled }, { signal }),
    placeholderData: previous => previous,
  });
  const own = useEditFindings(published, spec);
  const findings = useMemo(() => [...own, ...(check.data?.findings ?? [])], [own, check.data]);
  const editor: Editor = {
    spec,
    findings,
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

// What the server will say of the edit once it is to be saved.
function useEditFindings(published: CampaignSpec | undefined, spec: CampaignSpec): ShownFinding[] {
  const i18n = useI18n();
  const now = useMinute();
  return useMemo(
    () =>
      (published ? editFindings(published, spec, now) : []).map(({ field, words }) => ({
        ...create(FindingSchema, { severity: Severity.ERROR, field }),
        words: words(i18n),
      })),
    [published, spec, now, i18n],
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
