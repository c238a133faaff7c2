import { toJsonString } from '@bufbuild/protobuf';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { campaigns } from '@/api/clients';
import { Code, codeOf } from '@/api/errors';
import { DataTable, type Column } from '@/components/DataTable';
import { ErrorNote } from '@/components/ErrorNote';
import { Loading } from '@/components/Loading';
import { useSettled } from '@/components/useSettled';
import { useI18n, type PlainKey } from '@/i18n';
import { assumptionsOf, startingTexts, type AssumptionName } from '@/lib/assumptions';
import { formatFen } from '@/lib/money';
import {
  CampaignCost_Bound as Bound,
  type CampaignCost,
  type EstimateCampaignResponse,
} from '@/gen/fudai/admin/v1/campaigns_pb';
import { CampaignSpecSchema, type CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';

const fields: readonly { name: AssumptionName; label: PlainKey }[] = [
  { name: 'openRate', label: 'estimate.openRate' },
  { name: 'redemptionRate', label: 'estimate.redemptionRate' },
  { name: 'newFriendRate', label: 'estimate.newFriendRate' },
  { name: 'ordersPerBuyer', label: 'estimate.ordersPerBuyer' },
  { name: 'ordersPerDay', label: 'estimate.ordersPerDay' },
];

interface Props {
  readonly spec: CampaignSpec;
  /** True while another spec is being typed. */
  readonly waiting?: boolean;
}

/** What the campaign will cost, at most and as expected under assumptions that the reader makes. */
export function Estimate({ spec, waiting = false }: Props) {
  const { t } = useI18n();
  const [texts, setTexts] = useState(startingTexts);
  const settled = useSettled(texts);
  const assumptions = assumptionsOf(settled);
  const { data, error, isLoading, isFetching, refetch } = useQuery({
    queryKey: ['estimate', toJsonString(CampaignSpecSchema, spec), settled],
    queryFn: ({ signal }) => campaigns.estimateCampaign({ spec, ...assumptions }, { signal }),
    enabled: assumptions !== undefined,
    placeholderData: previous => previous,
  });
  const old = waiting || isFetching || settled !== texts || !assumptions;
  return (
    <section className="panel" aria-labelledby="estimate-title">
      <div className="panel-head">
        <h2 className="panel-title" id="estimate-title">
          {t('estimate.title')}
        </h2>
        <span className="quiet" role="status">
          {old && t('estimate.old')}
        </span>
      </div>
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
      {!assumptionsOf(texts) && (
        <p className="bad" role="alert">
          {t('estimate.invalid')}
        </p>
      )}
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {isLoading && <Loading rows={3} />}
      {data && !error && <Costs data={data} old={old} />}
    </section>
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useI18n();
  switch (codeOf(error)) {
    case Code.FailedPrecondition:
      return <p className="quiet">{t('estimate.noHistory')}</p>;
    case Code.InvalidArgument:
      return <p className="quiet">{t('estimate.notPriceable')}</p>;
    default:
      return <ErrorNote error={error} onRetry={onRetry} />;
  }
}

const bounds: Partial<Record<Bound, PlainKey>> = {
  [Bound.TEMPLATE_BUDGETS]: 'estimate.boundTemplates',
  [Bound.DAILY_BUDGET]: 'estimate.boundDaily',
  [Bound.TOTAL_BUDGET]: 'estimate.boundTotal',
};

interface Row {
  readonly name: PlainKey;
  readonly of: (cost: CampaignCost) => bigint;
}

const rows: readonly Row[] = [
  { name: 'estimate.most', of: cost => cost.maxLiabilityFen },
  { name: 'estimate.expected', of: cost => cost.expectedLiabilityFen },
  { name: 'estimate.cost', of: cost => cost.expectedCostFen },
];

function Costs({ data, old }: { data: EstimateCampaignResponse; old: boolean }) {
  const { t, count } = useI18n();
  const { perOrder, perDay, worstBag } = data;
  const show = (cost: CampaignCost | undefined, row: Row): string => (cost ? formatFen(row.of(cost)) : '–');
  const columns: Column<Row>[] = [
    { name: t('estimate.what'), render: row => t(row.name) },
    { name: t('estimate.perOrder'), render: row => show(perOrder, row), figure: true },
    { name: t('estimate.perDay'), render: row => show(perDay, row), figure: true },
  ];
  const bound = perDay && bounds[perDay.maxLiabilityBound];
  return (
    <div className={old ? 'costs costs-old' : 'costs'} data-old={old}>
      <DataTable caption={t('estimate.title')} columns={columns} rows={rows} rowKey={row => row.name} />
      {bound && <p className="quiet">{t(bound)}</p>}
      <p className="quiet">
        {t('estimate.counted', { orders: count(data.ordersPerDay) })}{' '}
        {worstBag &&
          t('estimate.worst', {
            coupons: count(worstBag.coupons),
            amount: formatFen(worstBag.couponsFen),
            coffees: count(worstBag.freeCoffees),
            coffeeAmount: formatFen(worstBag.freeCoffeesFen),
          })}
      </p>
    </div>
  );
}
