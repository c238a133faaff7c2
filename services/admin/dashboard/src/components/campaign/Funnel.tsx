import { Definition } from '@/components/Definition';
import { useI18n } from '@/i18n';
import { figures } from '@/lib/metrics';
import { ratio } from '@/lib/numbers';
import type { CampaignSummary } from '@/gen/fudai/admin/v1/stats_pb';

type Step = { name: keyof typeof figures; per: keyof typeof figures };

// Each step with the one that it is read against: not every step is a part of the one above it.
const steps: readonly Step[] = [
  { name: 'orders', per: 'orders' },
  { name: 'bagsIssued', per: 'orders' },
  { name: 'bagsOpened', per: 'bagsIssued' },
  { name: 'distinctOpeners', per: 'distinctOpeners' },
  { name: 'couponsRedeemed', per: 'openings' },
  { name: 'newUsers', per: 'distinctOpeners' },
  { name: 'conversions', per: 'newUsers' },
];

/** From orders to customers who were brought. */
export function Funnel({ summary }: { summary: CampaignSummary }) {
  const { t, count, share } = useI18n();
  const values = steps.map(({ name }) => figures[name].value(summary));
  const top = values.reduce((most, value) => (value > most ? value : most), 1n);
  return (
    <section className="panel" aria-labelledby="funnel-title">
      <h2 className="panel-title" id="funnel-title">
        {t('funnel.title')}
      </h2>
      <ol className="funnel">
        {steps.map(({ name, per }, index) => {
          const value = values[index] ?? 0n;
          const label = t(figures[name].label);
          return (
            <li key={name} className="funnel-step">
              <span className="funnel-name">
                {label} <Definition of={label} text={figures[name].definition} />
              </span>
              <span className="funnel-track" aria-hidden="true">
                <span
                  className="funnel-bar"
                  style={{ width: `${Math.max(ratio(value, top) * 100, value > 0n ? 0.6 : 0)}%` }}
                />
              </span>
              <span className="funnel-value" data-figure={name}>
                {count(value)}
              </span>
              <span className="funnel-share quiet">
                {per !== name &&
                  t('funnel.per', { share: share(value, figures[per].value(summary)), of: t(figures[per].label) })}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
