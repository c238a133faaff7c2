import { FigureItem } from '@/components/FigureItem';
import { Part } from '@/components/section/Part';
import { useBefore } from '@/components/section/useBefore';
import { useI18n } from '@/i18n';
import type { Cell } from '@/lib/csv';
import { fenToDecimal, formatFen, formatMeanFen, meanToDecimal } from '@/lib/money';
import type { Money } from '@/gen/fudai/admin/v1/stats_money_pb';

interface Props {
  readonly money: Money;
  readonly before: Money | undefined;
  readonly file: string;
  /** True for one campaign, whose coupons alone are meant. */
  readonly single: boolean;
}

const amounts = [
  'liabilityFen',
  'redeemedFen',
  'returnedFen',
  'expiredFen',
  'outstandingFen',
  'discountFen',
  'reversedFen',
  'couponRevenueFen',
] as const;

const counts = ['couponOrders', 'newCustomers'] as const;

/** The sums of a range, each beside what it was before. */
export function MoneyFigures({ money, before, file, single }: Props) {
  const { t, count, factor } = useI18n();
  const compared = useBefore();
  const { costPerNewCustomerFen: cost, revenuePerDiscount: back } = money;
  const cells: Cell[][] = [
    ...amounts.map(name => [t(`value.${name}`), fenToDecimal(money[name]), before ? fenToDecimal(before[name]) : '']),
    ...counts.map(name => [t(`value.${name}`), money[name], before?.[name] ?? '']),
    [t('value.cost'), meanToDecimal(cost), meanToDecimal(before?.costPerNewCustomerFen)],
    [t('value.return'), back ?? '', before?.revenuePerDiscount ?? ''],
  ];
  return (
    <Part
      name="money-sums"
      title="value.sums"
      definition="value.sumsDefinition"
      file={file}
      header={[t('value.what'), t('value.amount'), t('chart.previous')]}
      cells={cells}
    >
      <dl className="figures figures-four">
        {amounts.map(name => (
          <FigureItem
            key={name}
            name={`money-${name}`}
            label={`value.${name}`}
            definition={`valueDefinition.${name}`}
            value={formatFen(money[name])}
            note={compared.paid(money[name], before?.[name])}
          />
        ))}
        {counts.map(name => (
          <FigureItem
            key={name}
            name={`money-${name}`}
            label={`value.${name}`}
            definition={`valueDefinition.${name}`}
            value={count(money[name])}
            note={compared.counted(money[name], before?.[name])}
          />
        ))}
        <FigureItem
          name="money-cost"
          label="value.cost"
          definition="valueDefinition.cost"
          value={formatMeanFen(cost)}
          note={compared.written(before && formatMeanFen(before.costPerNewCustomerFen))}
        />
        <FigureItem
          name="money-return"
          label="value.return"
          definition={single ? 'valueDefinition.return' : 'valueDefinition.returnChain'}
          value={factor(back)}
          note={compared.written(before && factor(before.revenuePerDiscount))}
        />
      </dl>
    </Part>
  );
}
