import { useCustomers } from '@/api/useSections';
import { FigureItem } from '@/components/FigureItem';
import type { Asked } from '@/components/section/RangedSection';
import { SectionPanel } from '@/components/section/SectionPanel';
import { SpreadPart } from '@/components/section/SpreadPart';
import { useBefore } from '@/components/section/useBefore';
import { useI18n } from '@/i18n';
import { formatFen } from '@/lib/money';
import { revenueRows } from '@/lib/revenueDays';
import { fileOf } from '@/lib/subject';
import type { QueryCustomersResponse } from '@/gen/fudai/admin/v1/stats_customers_pb';
import { RevenueByDay } from './RevenueByDay';
import { SpendCurve } from './SpendCurve';

const mostOrders = 20;

/** Customers by their orders and by what they spent, and what those who came again brought in. */
export function CustomersPanel({ subject, days, previous }: Asked) {
  const { t, count } = useI18n();
  const query = useCustomers(subject.campaignId, days);
  const earlier = useCustomers(subject.campaignId, previous);
  const before = previous && earlier.data;
  const file = fileOf(subject);
  return (
    <SectionPanel
      name="customers"
      title="customer.title"
      query={query}
      earlier={earlier}
      zone={subject.zone}
      days={days}
      empty={({ orders }) => (orders.length > 0 || before?.orders.length ? undefined : 'customer.none')}
    >
      {answer => (
        <>
          <Figures answer={answer} before={before} />
          {answer.days.length > 0 ? (
            <RevenueByDay rows={revenueRows(answer.days, answer.timeZone)} zone={answer.timeZone} file={file} />
          ) : (
            <p className="quiet chart-empty">{t('customer.noRevenue')}</p>
          )}
          <div className="halves">
            <SpreadPart
              name="orders-per-customer"
              title="customer.orders"
              definition="customer.ordersDefinition"
              file={file}
              header={[t('metric.orders'), t('virality.customers')]}
              cells={answer.orders.map(({ orders, customers }) => [orders, customers])}
              shares={answer.orders.map(({ orders, customers }) => ({
                key: String(orders),
                label: t(orders >= mostOrders ? 'customer.timesOrMore' : 'customer.times', { orders: count(orders) }),
                count: customers,
              }))}
              counted="virality.customers"
              by="metric.orders"
              none="customer.none"
            />
            <SpendCurve answer={answer} file={file} />
          </div>
          <p className="quiet chart-foot">{t('customer.life')}</p>
        </>
      )}
    </SectionPanel>
  );
}

interface FiguresProps {
  readonly answer: QueryCustomersResponse;
  readonly before: QueryCustomersResponse | undefined;
}

function Figures({ answer, before }: FiguresProps) {
  const { share, percent } = useI18n();
  const compared = useBefore();
  const { revenueFen, returningRevenueFen } = answer;
  return (
    <dl className="figures figures-four">
      <FigureItem
        name="customers-revenue"
        label="customer.revenue"
        definition="customer.revenueDefinition"
        value={formatFen(revenueFen)}
        note={compared.paid(revenueFen, before?.revenueFen)}
      />
      <FigureItem
        name="customers-returning"
        label="customer.returning"
        definition="customer.returningDefinition"
        value={formatFen(returningRevenueFen)}
        note={compared.paid(returningRevenueFen, before?.returningRevenueFen)}
      />
      <FigureItem
        name="customers-returning-share"
        label="customer.returningShare"
        definition="customer.returningShareDefinition"
        value={share(returningRevenueFen, revenueFen)}
        note={compared.written(before && share(before.returningRevenueFen, before.revenueFen))}
      />
      <FigureItem
        name="customers-best-fifth"
        label="customer.bestFifth"
        definition="customer.bestFifthDefinition"
        value={percent(answer.bestFifthShare)}
      />
    </dl>
  );
}
