import { useI18n } from '@/i18n';

/** The shape of what is coming. */
export function Loading({ rows = 4 }: { rows?: number }) {
  const { t } = useI18n();
  return (
    <div className="loading" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className="loading-bar" style={{ width: `${92 - ((row * 23) % 50)}%` }} />
      ))}
    </div>
  );
}
