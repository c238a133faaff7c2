import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { campaigns } from '@/api/clients';
import { Code, codeOf } from '@/api/errors';
import { DataTable, type Column } from '@/components/DataTable';
import { ErrorNote } from '@/components/ErrorNote';
import { Loading } from '@/components/Loading';
import { useI18n, type PlainKey } from '@/i18n';
import { assumptionsOf, startingTexts, type AssumptionName } from '@/lib/assumptions';
import { formatFen } from '@/lib/money';
import type { Campaign, CampaignCost } from '@/gen/fudai/admin/v1/campaigns_pb';
import type { CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';

const fields: readonly { name: AssumptionName; label: PlainKey }[] = [
  { name: 'openRate', label: 'estimate.openRate' },
  { name: 'redemptionRate', label: 'estimate.redemptionRate' },
  { name: 'newFriendRate', label: 'estimate.newFriendRate' },
  { name: 'ordersPerBuyer', label: 'estimate.ordersPerBuyer' },
  { name: 'ordersPerDay', label: 'estimate.ordersPerDay' },
];

/** What the campaign will cost, at most and as expected under assumptions that the reader makes. */
export function Estimate({
  campaign,
  spec,
}: {
  campaign: Pick<Campaign, 'campaignId' | 'version'>;
  spec: CampaignSpec;
}) {
  const { t, count } = useI18n();
  const [texts, setTexts] = useState(startingTexts);
  const assumptions = useDeferredValue(assumptionsOf(texts));
  const { data, error, isLoading, refetch } = useQuery({
    queryKey: ['estimate', campaign.campaignId, campaign.version, texts],
    queryFn: ({ signal }) => campaigns.estimateCampaign({ spec, ...assumptions }, { signal }),
    enabled: assumptions !== undefined,
    placeholderData: previous => previous,
  });
  const columns = useColumns();
  const noHistory = error && codeOf(error) === Code.FailedPrecondition;
  const rows = data
    ? ([
        ['estimate.perOrder', data.perOrder],
        ['estimate.perDay', data.perDay],
      ] as const)
    : [];
  return (
    <section className="panel" aria-labelledby="estimate-title">
      <h2 className="panel-title" id="estimate-title">
        {t('estimate.title')}
      </h2>
      <div className="assumptions">
        {fields.map(({ name, label }) => (
          <label key={name} className="field">
            <span>{t(label)}</span>
            <input
              className="select"
              inputMode="decimal"
              value={texts[name]}
              placeholder={name === 'ordersPerDay' ? t('estimate.fromLedger') : undefined}
              onChange={event => setTexts({ ...texts, [name]: event.target.value })}
            />
          </label>
        ))}
      </div>
      {!assumptions && (
        <p className="bad" role="alert">
          {t('estimate.invalid')}
        </p>
      )}
      {noHistory ? (
        <p className="quiet">{t('estimate.noHistory')}</p>
      ) : (
        error && <ErrorNote error={error} onRetry={() => void refetch()} />
      )}
      {isLoading && <Loading rows={3} />}
      {data && !error && (
        <>
          <DataTable
            caption={t('estimate.title')}
            columns={columns}
            rows={rows.flatMap(([name, cost]) => (cost ? [{ name, cost }] : []))}
            rowKey={row => row.name}
          />
          <p className="quiet">
            {t('estimate.counted', { orders: count(data.ordersPerDay) })}{' '}
            {data.worstBag &&
              t('estimate.worst', {
                coupons: count(data.worstBag.coupons),
                amount: formatFen(data.worstBag.couponsFen),
                coffees: count(data.worstBag.freeCoffees),
                coffeeAmount: formatFen(data.worstBag.freeCoffeesFen),
              })}
          </p>
        </>
      )}
    </section>
  );
}

interface Row {
  readonly name: 'estimate.perOrder' | 'estimate.perDay';
  readonly cost: CampaignCost;
}

function useColumns(): Column<Row>[] {
  const { t } = useI18n();
  return [
    { name: t('estimate.what'), render: row => t(row.name) },
    { name: t('estimate.most'), render: row => formatFen(row.cost.maxLiabilityFen), figure: true },
    { name: t('estimate.expected'), render: row => formatFen(row.cost.expectedLiabilityFen), figure: true },
    { name: t('estimate.cost'), render: row => formatFen(row.cost.expectedCostFen), figure: true },
  ];
}
