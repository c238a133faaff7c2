import { DataTable, type Column } from '@/components/DataTable';
import { useI18n } from '@/i18n';
import type { Cell } from '@/lib/csv';
import type { Generation } from '@/gen/fudai/admin/v1/stats_pb';
import { Part } from '@/components/section/Part';

interface Props {
  readonly generations: readonly Generation[];
  readonly wholeLife: boolean;
  /** Some of the range's bags can still be opened. */
  readonly unfinished: boolean;
  readonly file: string;
}

/** Customers by the links of friends through which they came, and what each generation brought. */
export function Generations({ generations, wholeLife, unfinished, file }: Props) {
  const { t } = useI18n();
  const columns = useColumns(wholeLife);
  const cells = generations.map(({ generation, customers, bags, sharers, brought, kPerBag, k }): Cell[] => [
    generation,
    customers,
    bags,
    sharers,
    brought,
    kPerBag ?? '',
    ...(wholeLife ? [k ?? ''] : []),
  ]);
  const names = columns.slice(1).map(({ name }) => name);
  return (
    <Part
      name="generations"
      title="generations.title"
      definition="generations.definition"
      file={file}
      header={[t('generations.csv'), ...names]}
      cells={cells}
    >
      <DataTable
        caption={t('generations.title')}
        columns={columns}
        rows={generations}
        rowKey={row => String(row.generation)}
      />
      {unfinished && <p className="quiet chart-foot">{t('generations.youngest')}</p>}
      {!wholeLife && <p className="quiet chart-foot">{t('generations.noK')}</p>}
    </Part>
  );
}

function useColumns(wholeLife: boolean): Column<Generation>[] {
  const { t, count, factor } = useI18n();
  const columns: Column<Generation>[] = [
    {
      name: t('generations.csv'),
      render: ({ generation }) => (generation === 0 ? t('generations.organic') : count(generation)),
    },
    {
      name: t('virality.customers'),
      definition: 'virality.customersDefinition',
      // A campaign brought nobody of generation 0, so there is nothing to count.
      render: ({ generation, customers }) => (generation === 0 ? '–' : count(customers)),
      figure: true,
    },
    { name: t('virality.bags'), definition: 'virality.bagsDefinition', render: row => count(row.bags), figure: true },
    {
      name: t('virality.sharers'),
      definition: 'virality.sharersDefinition',
      render: row => count(row.sharers),
      figure: true,
    },
    {
      name: t('virality.brought'),
      definition: 'virality.broughtDefinition',
      render: row => count(row.brought),
      figure: true,
    },
    {
      name: t('virality.kPerBag'),
      definition: 'virality.kPerBagDefinition',
      render: row => factor(row.kPerBag),
      figure: true,
    },
  ];
  if (wholeLife) {
    columns.push({
      name: t('virality.k'),
      definition: 'virality.kDefinition',
      render: row => factor(row.k),
      figure: true,
    });
  }
  return columns;
}
