import { Figure } from '@/components/Figure';
import { useI18n } from '@/i18n';
import type { CampaignSummary } from '@/gen/fudai/admin/v1/stats_pb';

/** What a campaign did since it was published, as it happens. */
export function Totals({ summary }: { summary: CampaignSummary }) {
  const { t, share } = useI18n();
  return (
    <section className="panel" aria-labelledby="totals-title">
      <h2 className="panel-title" id="totals-title">
        {t('totals.title')}
      </h2>
      <dl className="figures">
        <Figure name="orders" summary={summary} />
        <Figure name="bagsIssued" summary={summary} />
        <Figure name="openings" summary={summary} />
        <Figure name="couponsRedeemed" summary={summary} />
        <Figure name="newUsers" summary={summary} />
        <Figure
          name="conversions"
          summary={summary}
          note={t('figure.ofNew', { share: share(summary.conversions, summary.newUsers) })}
        />
      </dl>
    </section>
  );
}
