import { Definition } from '@/components/Definition';
import { Figure } from '@/components/Figure';
import { useI18n } from '@/i18n';
import { formatFen, formatMeanFen } from '@/lib/money';
import type { CampaignSummary } from '@/gen/fudai/admin/v1/stats_pb';

/** What came in, what was promised, what was given away, and what a new customer cost. */
export function Money({ summary }: { summary: CampaignSummary }) {
  const { t, share } = useI18n();
  const net = summary.discountFen - summary.reversedFen;
  return (
    <section className="panel" aria-labelledby="money-title">
      <h2 className="panel-title" id="money-title">
        {t('money.title')}
      </h2>
      <dl className="figures">
        <Figure
          name="netPaid"
          summary={summary}
          note={t('money.before', { paid: formatFen(summary.paidFen), refunded: formatFen(summary.refundedFen) })}
        />
        <Figure name="liability" summary={summary} />
        <Figure
          name="discount"
          summary={summary}
          note={t('money.ofLiability', { share: share(summary.discountFen, summary.liabilityFen) })}
        />
        <Figure name="reversed" summary={summary} />
        <Figure name="expired" summary={summary} />
        <div className="figure">
          <dt>
            {t('metric.costPerCustomer')}{' '}
            <Definition of={t('metric.costPerCustomer')} text="definition.costPerCustomer" />
          </dt>
          <dd>
            <span className="figure-value">
              {formatMeanFen(summary.conversions > 0n ? Number(net) / Number(summary.conversions) : undefined)}
            </span>
          </dd>
        </div>
      </dl>
    </section>
  );
}
