import { useI18n, type PlainKey } from '@/i18n';
import { yuan } from '@/lib/fieldTexts';
import { benefitOf, setAmountOff, type BenefitKind } from '@/lib/specEdits';
import type { CouponTemplate } from '@/gen/fudai/campaign/v1/coupon_template_pb';
import { useEditor } from './EditorContext';
import { Field } from './Field';
import { Frame, Typed } from './inputs';

const labels: Record<BenefitKind, PlainKey> = {
  amountOff: 'benefit.kind.amount',
  percentOff: 'benefit.kind.percent',
  fixedPrice: 'benefit.kind.fixedPrice',
  freeItem: 'benefit.freeItem',
  buyXGetY: 'benefit.kind.buyXGetY',
  freeDelivery: 'benefit.freeDelivery',
};

// What findings call a benefit that has no fields of its own.
const wholes: Partial<Record<BenefitKind, string>> = { freeItem: 'free_item', freeDelivery: 'free_delivery' };

/** What a coupon takes off an order. */
export function BenefitFields({ template, path }: { template: CouponTemplate; path: string }) {
  const { t } = useI18n();
  const { setAt } = useEditor();
  const { benefit, valueFen } = template;
  const kind = benefit.case ?? 'amountOff';
  return (
    <>
      <Frame path={`${path}.${wholes[kind] ?? 'benefit'}`} label={t('rules.benefit')} help={t('help.benefit')}>
        {control => (
          <select
            {...control}
            className="select"
            value={kind}
            onChange={event =>
              setAt(path, { ...template, benefit: benefitOf(event.target.value as BenefitKind, valueFen) })
            }
          >
            {(Object.keys(labels) as BenefitKind[]).map(each => (
              <option key={each} value={each}>
                {t(labels[each])}
              </option>
            ))}
          </select>
        )}
      </Frame>
      {benefit.case === 'amountOff' && (
        <Typed
          path={`${path}.amount_off.amount_fen`}
          label={t('field.amountOff')}
          help={t('help.amountOff')}
          format={yuan}
          value={benefit.value.amountFen}
          suffix="¥"
          onChange={amountFen => setAt(path, setAmountOff(template, amountFen))}
        />
      )}
      {benefit.case === 'percentOff' && <Field path={`${path}.percent_off.percent`} />}
      {benefit.case === 'fixedPrice' && <Field path={`${path}.fixed_price.price_fen`} />}
      {benefit.case === 'buyXGetY' && (
        <>
          <Field path={`${path}.buy_x_get_y.buy`} />
          <Field path={`${path}.buy_x_get_y.get`} />
          <Field path={`${path}.buy_x_get_y.max_times`} />
        </>
      )}
    </>
  );
}
