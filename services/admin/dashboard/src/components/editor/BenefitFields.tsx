import { create } from '@bufbuild/protobuf';
import { useId } from 'react';
import { useI18n, type PlainKey } from '@/i18n';
import {
  AmountOffSchema,
  BuyXGetYSchema,
  FixedPriceSchema,
  FreeDeliverySchema,
  FreeItemSchema,
  PercentOffSchema,
  type CouponTemplate,
} from '@/gen/fudai/campaign/v1/coupon_template_pb';
import { WholeField, YuanField } from './inputs';

type Benefit = CouponTemplate['benefit'];
type Kind = NonNullable<Benefit['case']>;

const labels: Record<Kind, PlainKey> = {
  amountOff: 'benefit.kind.amount',
  percentOff: 'benefit.kind.percent',
  fixedPrice: 'benefit.kind.fixedPrice',
  freeItem: 'benefit.freeItem',
  buyXGetY: 'benefit.kind.buyXGetY',
  freeDelivery: 'benefit.freeDelivery',
};

// A benefit to begin from.
const fresh: Record<Kind, (valueFen: bigint) => Benefit> = {
  amountOff: amountFen => ({ case: 'amountOff', value: create(AmountOffSchema, { amountFen }) }),
  percentOff: () => ({ case: 'percentOff', value: create(PercentOffSchema, { percent: 50 }) }),
  fixedPrice: () => ({ case: 'fixedPrice', value: create(FixedPriceSchema, { priceFen: 990n }) }),
  freeItem: () => ({ case: 'freeItem', value: create(FreeItemSchema) }),
  buyXGetY: () => ({ case: 'buyXGetY', value: create(BuyXGetYSchema, { buy: 1, get: 1 }) }),
  freeDelivery: () => ({ case: 'freeDelivery', value: create(FreeDeliverySchema) }),
};

interface Props {
  readonly template: CouponTemplate;
  readonly path: string;
  readonly onChange: (benefit: Benefit) => void;
}

/** What a coupon takes off an order. */
export function BenefitFields({ template, path, onChange }: Props) {
  const { t } = useI18n();
  const id = useId();
  const { benefit, valueFen } = template;
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{t('rules.benefit')}</label>
        <select
          id={id}
          className="select"
          value={benefit.case ?? 'amountOff'}
          onChange={event => onChange(fresh[event.target.value as Kind](valueFen))}
        >
          {(Object.keys(labels) as Kind[]).map(kind => (
            <option key={kind} value={kind}>
              {t(labels[kind])}
            </option>
          ))}
        </select>
      </div>
      {benefit.case === 'percentOff' && (
        <WholeField
          label={t('edit.percent')}
          path={`${path}.percent_off.percent`}
          value={benefit.value.percent}
          onChange={percent => onChange({ case: 'percentOff', value: { ...benefit.value, percent } })}
        />
      )}
      {benefit.case === 'fixedPrice' && (
        <YuanField
          label={t('edit.price')}
          path={`${path}.fixed_price.price_fen`}
          value={benefit.value.priceFen}
          onChange={priceFen => onChange({ case: 'fixedPrice', value: { ...benefit.value, priceFen } })}
        />
      )}
      {benefit.case === 'buyXGetY' && (
        <>
          <WholeField
            label={t('edit.buy')}
            path={`${path}.buy_x_get_y.buy`}
            value={benefit.value.buy}
            onChange={buy => onChange({ case: 'buyXGetY', value: { ...benefit.value, buy } })}
          />
          <WholeField
            label={t('edit.get')}
            path={`${path}.buy_x_get_y.get`}
            value={benefit.value.get}
            onChange={get => onChange({ case: 'buyXGetY', value: { ...benefit.value, get } })}
          />
        </>
      )}
    </>
  );
}
