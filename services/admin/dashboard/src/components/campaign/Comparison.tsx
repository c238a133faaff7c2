import { useQuery } from '@tanstack/react-query';
import { campaigns } from '@/api/clients';
import { DataTable, type Column } from '@/components/DataTable';
import { ErrorNote } from '@/components/ErrorNote';
import { Loading } from '@/components/Loading';
import { useI18n, type PlainKey } from '@/i18n';
import { FieldChange_Kind as Kind, type FieldChange } from '@/gen/fudai/admin/v1/campaigns_pb';

const kinds: Record<Kind, PlainKey> = {
  [Kind.UNSPECIFIED]: 'change.changed',
  [Kind.ADDED]: 'change.added',
  [Kind.REMOVED]: 'change.removed',
  [Kind.CHANGED]: 'change.changed',
};

/** What differs between two versions, field by field. */
export function Comparison({ campaignId, from, to }: { campaignId: string; from: number; to: number }) {
  const { t } = useI18n();
  const { data, error, isLoading, refetch } = useQuery({
    queryKey: ['comparison', campaignId, from, to],
    queryFn: ({ signal }) =>
      campaigns.compareCampaignVersions({ campaignId, fromVersion: from, toVersion: to }, { signal }),
    enabled: from !== to,
  });
  const columns: Column<FieldChange>[] = [
    { name: t('change.field'), render: change => <code>{change.field}</code> },
    { name: t('change.kind'), render: change => t(kinds[change.kind]) },
    { name: t('change.before'), render: change => <code className="before">{change.before || '–'}</code> },
    { name: t('change.after'), render: change => <code className="after">{change.after || '–'}</code> },
  ];
  return (
    <section className="panel" aria-labelledby="comparison-title">
      <h2 className="panel-title" id="comparison-title">
        {t('change.title', { from, to })}
      </h2>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {isLoading && <Loading rows={3} />}
      {(from === to || data?.changes.length === 0) && (
        <p className="quiet">{t(from === to ? 'change.same' : 'change.none')}</p>
      )}
      {data && data.changes.length > 0 && (
        <DataTable
          caption={t('change.title', { from, to })}
          columns={columns}
          rows={data.changes}
          rowKey={change => `${change.field} ${change.before} ${change.after}`}
        />
      )}
    </section>
  );
}
