import { Definition } from '@/components/Definition';
import { useI18n } from '@/i18n';
import type { FunnelRow } from '@/lib/funnel';
import { ratio } from '@/lib/numbers';

/** The steps as bars, each beside what it is a part of and what it was before. */
export function FunnelSteps({ rows }: { rows: readonly FunnelRow[] }) {
  const { t, count, share, change } = useI18n();
  const top = rows.reduce((most, { value }) => (value > most ? value : most), 1n);
  return (
    <ol className="funnel">
      {rows.map(({ name, label, definition, value, previous, whole }) => (
        <li key={name} className="funnel-step">
          <span className="funnel-name">
            {t(label)} <Definition of={t(label)} text={definition} />
          </span>
          <span className="funnel-track" aria-hidden="true">
            <span
              className="funnel-bar"
              style={{ width: `${Math.max(ratio(value, top) * 100, value > 0n ? 0.6 : 0)}%` }}
            />
          </span>
          <span className="funnel-value" data-step={name}>
            {count(value)}
          </span>
          <span className="funnel-share quiet">
            {whole && <span>{t('funnel.part', { share: share(value, whole.value), whole: t(whole.label) })}</span>}
            {previous !== undefined && (
              <span>{t('funnel.before', { count: count(previous), change: change(value, previous) })}</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
