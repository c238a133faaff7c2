import { DataTable, type Column } from '@/components/DataTable';
import { Definition } from '@/components/Definition';
import { useI18n } from '@/i18n';
import type { FunnelRow } from '@/lib/funnel';

/** The numbers of the funnel. */
export function FunnelTable({ rows }: { rows: readonly FunnelRow[] }) {
  const { t, count, share, change } = useI18n();
  const compared = rows.some(row => row.previous !== undefined);
  const before: Column<FunnelRow>[] = [
    {
      name: t('chart.previous'),
      render: ({ previous }) => (previous === undefined ? '–' : count(previous)),
      figure: true,
    },
    {
      name: t('funnel.change'),
      render: ({ value, previous }) => (previous === undefined ? '–' : change(value, previous)),
      figure: true,
    },
  ];
  const columns: Column<FunnelRow>[] = [
    {
      name: t('funnel.step'),
      render: ({ label, definition }) => (
        <>
          {t(label)} <Definition of={t(label)} text={definition} />
        </>
      ),
    },
    { name: t('funnel.count'), render: row => count(row.value), figure: true },
    ...(compared ? before : []),
    {
      name: t('funnel.share'),
      render: ({ value, whole }) =>
        whole ? t('funnel.part', { share: share(value, whole.value), whole: t(whole.label) }) : '–',
    },
  ];
  return <DataTable caption={t('funnel.title')} columns={columns} rows={rows} rowKey={row => row.name} />;
}
