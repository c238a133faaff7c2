import { useQuery } from '@tanstack/react-query';
import { campaigns } from '@/api/clients';
import { ErrorNote } from '@/components/ErrorNote';
import { Loading } from '@/components/Loading';
import { useI18n } from '@/i18n';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import { Estimate } from './Estimate';
import { Findings } from './Findings';
import { Rules } from './Rules';

/** What the campaign says, what the validator thinks of it, and what it will cost. */
export default function Plan({ campaign }: { campaign: Campaign }) {
  const { t } = useI18n();
  const { campaignId, version, spec } = campaign;
  const check = useQuery({
    queryKey: ['findings', campaignId, version],
    queryFn: ({ signal }) => campaigns.validateCampaign({ spec }, { signal }),
  });
  return (
    <>
      <section className="panel" aria-labelledby="findings-title">
        <h2 className="panel-title" id="findings-title">
          {t('findings.title')}
        </h2>
        {check.error && <ErrorNote error={check.error} onRetry={() => void check.refetch()} />}
        {check.isPending && !check.error && <Loading rows={2} />}
        {check.data && <Findings findings={check.data.findings} zone={spec?.timeZone ?? 'UTC'} />}
      </section>
      {spec && <Estimate spec={spec} />}
      {spec && <Rules spec={spec} />}
    </>
  );
}
