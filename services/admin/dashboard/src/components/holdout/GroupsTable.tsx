import { create } from '@bufbuild/protobuf';
import { DataTable, type Column } from '@/components/DataTable';
import { Part } from '@/components/section/Part';
import { useI18n, type PlainKey } from '@/i18n';
import { fenToDecimal, formatFen, formatMeanFen, meanToDecimal } from '@/lib/money';
import {
  HoldoutGroupSchema,
  type HoldoutGroup,
  type QueryHoldoutResponse,
} from '@/gen/fudai/admin/v1/stats_holdout_pb';

interface Row {
  readonly name: PlainKey;
  readonly group: HoldoutGroup;
}

const nobody = create(HoldoutGroupSchema);

/** The two groups side by side. */
export function GroupsTable({ answer, file }: { answer: QueryHoldoutResponse; file: string }) {
  const { t, count } = useI18n();
  const rows: Row[] = [
    { name: 'holdout.treated', group: answer.treated ?? nobody },
    { name: 'holdout.heldOut', group: answer.heldOut ?? nobody },
  ];
  const columns: Column<Row>[] = [
    { name: t('holdout.group'), render: ({ name }) => t(name) },
    {
      name: t('virality.customers'),
      definition: 'holdout.customersDefinition',
      render: ({ group }) => count(group.customers),
      figure: true,
    },
    {
      name: t('holdout.orders'),
      definition: 'holdout.ordersDefinition',
      render: ({ group }) => count(group.orders),
      figure: true,
    },
    {
      name: t('holdout.revenue'),
      definition: 'holdout.revenueDefinition',
      render: ({ group }) => formatFen(group.revenueFen),
      figure: true,
    },
    {
      name: t('holdout.mean'),
      definition: 'holdout.meanDefinition',
      render: ({ group }) => formatMeanFen(group.meanFen),
      figure: true,
    },
    {
      name: t('holdout.deviation'),
      definition: 'holdout.deviationDefinition',
      render: ({ group }) => formatMeanFen(group.deviationFen),
      figure: true,
    },
  ];
  return (
    <Part
      name="holdout-groups"
      title="holdout.groups"
      definition="holdout.groupsDefinition"
      file={file}
      header={columns.map(({ name }, index) => (index < 3 ? name : t('csv.yuan', { metric: name })))}
      cells={rows.map(({ name, group }) => [
        t(name),
        group.customers,
        group.orders,
        fenToDecimal(group.revenueFen),
        meanToDecimal(group.meanFen),
        meanToDecimal(group.deviationFen),
      ])}
    >
      <DataTable caption={t('holdout.groups')} columns={columns} rows={rows} rowKey={({ name }) => name} />
    </Part>
  );
}
