import { Link } from 'react-router-dom';
import { barsHeight, barsOption } from '@/components/chart/bars';
import { DataTable, type Column } from '@/components/DataTable';
import { Part } from '@/components/section/Part';
import { useI18n } from '@/i18n';
import { baseOf, fileOf, type Subject } from '@/lib/subject';
import type { Sharer } from '@/gen/fudai/admin/v1/stats_people_pb';
import { UserName } from './UserName';

const mostBars = 20;

/** Sharers, the best first, as far as they have been read. */
export function SharerTable({ sharers, subject }: { sharers: readonly Sharer[]; subject: Subject }) {
  const { t, count } = useI18n();
  const columns: Column<Sharer>[] = [
    { name: t('sharer.rank'), render: row => count(sharers.indexOf(row) + 1), figure: true },
    { name: t('sharer.user'), definition: 'sharer.userDefinition', render: ({ user }) => <UserName user={user} /> },
    {
      name: t('generations.csv'),
      definition: 'generations.definition',
      render: ({ generation }) => count(generation),
      figure: true,
    },
    {
      name: t('virality.bags'),
      definition: 'sharer.bagsDefinition',
      render: ({ bags }) => count(bags),
      figure: true,
    },
    {
      name: t('metric.openings'),
      definition: 'sharer.openingsDefinition',
      render: ({ openings }) => count(openings),
      figure: true,
    },
    {
      name: t('virality.brought'),
      definition: 'sharer.broughtDefinition',
      render: ({ brought }) => count(brought),
      figure: true,
    },
    {
      name: t('metric.freeCoffees'),
      definition: 'sharer.coffeesDefinition',
      render: row => count(row.freeCoffees),
      figure: true,
    },
    {
      name: t('sharer.whom'),
      render: ({ user }) => (
        <Link to={`${baseOf(subject)}/sharers/${encodeURIComponent(user)}`} aria-label={t('sharer.treeOf', { user })}>
          {t('sharer.tree')}
        </Link>
      ),
    },
  ];
  const top = sharers.slice(0, mostBars);
  const bars = {
    name: t('virality.brought'),
    labels: top.map(({ user }) => user),
    values: top.map(({ brought }) => Number(brought)),
    format: count,
  };
  return (
    <Part
      name="sharers"
      title="sharer.best"
      definition="sharer.definition"
      file={fileOf(subject)}
      header={columns.slice(1, -1).map(({ name }) => name)}
      cells={sharers.map(each => [
        each.user,
        each.generation,
        each.bags,
        each.openings,
        each.brought,
        each.freeCoffees,
      ])}
      picture={theme => barsOption(bars, theme)}
      pictureHeight={barsHeight(top.length)}
    >
      <div className="rows-tight">
        <DataTable caption={t('sharer.title')} columns={columns} rows={sharers} rowKey={({ user }) => user} />
      </div>
    </Part>
  );
}
