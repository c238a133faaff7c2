import { create, equals } from '@bufbuild/protobuf';
import { Button } from 'antd';
import { useI18n } from '@/i18n';
import { addHours, removeHours } from '@/lib/specEdits';
import { CouponConditionsSchema, type CouponTemplate } from '@/gen/fudai/campaign/v1/coupon_template_pb';
import { useEditor } from './EditorContext';
import { Field } from './Field';
import { Fold } from './Fold';
import { Remarks } from './Remarks';

/** Which orders a coupon applies to, and when. */
export function ConditionFields({ template, path }: { template: CouponTemplate; path: string }) {
  const { t } = useI18n();
  const { setAt } = useEditor();
  const { conditions } = template;
  const hours = conditions?.hours ?? [];
  const at = `${path}.conditions`;
  const set = conditions && !equals(CouponConditionsSchema, conditions, create(CouponConditionsSchema));
  return (
    <Fold title={t('edit.conditions')} paths={[at]} open={Boolean(set)}>
      <fieldset className="grid">
        <legend className="hidden">{t('edit.conditions')}</legend>
        <Field path={`${at}.min_spend_fen`} />
        <Field path={`${at}.categories`} />
        <Field path={`${at}.excluded_categories`} />
        <Field path={`${at}.skus`} />
        <Field path={`${at}.excluded_skus`} />
        <Field path={`${at}.shop_ids`} />
        <Field path={`${at}.not_before`} />
        <Field path={`${at}.not_after`} />
        <Field path={`${at}.waiting_days`} />
        <Field path={`${at}.first_order_only`} />
      </fieldset>
      <h4 className="part-title" tabIndex={-1} data-path={`${at}.hours`}>
        {t('field.hours')}
      </h4>
      <p className="quiet">{t(hours.length > 0 ? 'help.hours' : 'help.anyHour')}</p>
      <Remarks path={`${at}.hours`} />
      {hours.map((_, index) => (
        <fieldset key={`${index} of ${hours.length}`} className="row-fields hours">
          <legend className="hidden">{t('edit.hours', { number: index + 1 })}</legend>
          <Field path={`${at}.hours[${index}].days`} />
          <Field path={`${at}.hours[${index}].start_minute`} />
          <Field path={`${at}.hours[${index}].end_minute`} />
          <Button
            danger
            type="text"
            aria-label={t('edit.removeLabel', { name: t('edit.hours', { number: index + 1 }) })}
            onClick={() => setAt(path, removeHours(template, index))}
          >
            {t('edit.remove')}
          </Button>
        </fieldset>
      ))}
      <Button onClick={() => setAt(path, addHours(template))}>{t('edit.addHours')}</Button>
    </Fold>
  );
}
