import { curveOption } from '@/components/chart/curve';
import { DataTable } from '@/components/DataTable';
import { ChartPart } from '@/components/section/ChartPart';
import { Part } from '@/components/section/Part';
import { useI18n } from '@/i18n';
import { fenToDecimal, formatFen } from '@/lib/money';
import { spendCurve } from '@/lib/spend';
import type { QueryCustomersResponse, SpendPoint } from '@/gen/fudai/admin/v1/stats_customers_pb';

const fifth = 0.2;

/** Which share of all spending the best customers have. */
export function SpendCurve({ answer, file }: { answer: QueryCustomersResponse; file: string }) {
  const { t, count, percent } = useI18n();
  const { spend, bestFifthShare } = answer;
  const points = spendCurve(spend);
  const part = {
    name: 'spend-curve',
    title: 'spend.title',
    definition: 'spend.definition',
    file,
    header: [t('spend.best'), t('csv.yuan', { metric: t('spend.together') })],
    cells: spend.map(({ customers, spendFen }) => [customers, fenToDecimal(spendFen)]),
  } as const;
  if (points.length === 0) {
    return (
      <Part {...part}>
        <p className="quiet">{t('spend.none')}</p>
      </Part>
    );
  }
  const curve = {
    name: t('spend.ofSpending'),
    xName: t('spend.ofCustomers'),
    points: points.map(point => [point.customers, point.spend] as const),
    mark: bestFifthShare === undefined ? undefined : ([fifth, bestFifthShare] as const),
    format: percent,
  };
  return (
    <ChartPart
      {...part}
      option={theme => curveOption(curve, theme)}
      height={340}
      label={t('spend.said', { share: percent(bestFifthShare) })}
      table={() => (
        <div className="tall">
          <DataTable
            caption={t('spend.title')}
            columns={[
              { name: t('spend.best'), render: (each: SpendPoint) => count(each.customers), figure: true },
              { name: t('spend.together'), render: each => formatFen(each.spendFen), figure: true },
            ]}
            rows={spend}
            rowKey={({ customers }) => String(customers)}
          />
        </div>
      )}
    >
      <p className="quiet chart-foot">{t('spend.said', { share: percent(bestFifthShare) })}</p>
    </ChartPart>
  );
}
