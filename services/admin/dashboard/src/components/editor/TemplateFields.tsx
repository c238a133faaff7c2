import { create } from '@bufbuild/protobuf';
import { Button } from 'antd';
import { useI18n } from '@/i18n';
import { CouponConditionsSchema, type CouponTemplate } from '@/gen/fudai/campaign/v1/coupon_template_pb';
import { BenefitFields } from './BenefitFields';
import { TextField, WholeField, YuanField } from './inputs';

interface Props {
  readonly template: CouponTemplate;
  readonly index: number;
  /** How many a bag holds, and where the recipe says so. */
  readonly count: number;
  readonly countPath: string;
  readonly onChange: (template: CouponTemplate) => void;
  readonly onCount: (count: number) => void;
  readonly onRemove: () => void;
}

/** One kind of coupon. What the form has no field for stays as it is. */
export function TemplateFields({ template, index, count, countPath, onChange, onCount, onRemove }: Props) {
  const { t } = useI18n();
  const path = `templates[${index}]`;
  const name = template.displayName || template.templateId;
  const { benefit } = template;
  const conditions = template.conditions ?? create(CouponConditionsSchema);
  const change = (part: Partial<CouponTemplate>): void => onChange({ ...template, ...part });
  const setValue = (valueFen: bigint): void =>
    // An amount off is worth what it takes off; the other benefits have bounds of their own.
    change(
      benefit.case === 'amountOff'
        ? { valueFen, benefit: { case: 'amountOff', value: { ...benefit.value, amountFen: valueFen } } }
        : { valueFen },
    );
  return (
    <fieldset className="row-fields">
      <legend className="hidden">{name}</legend>
      <TextField
        label={t('coupons.name')}
        path={`${path}.display_name`}
        value={template.displayName}
        onChange={displayName => change({ displayName })}
      />
      <TextField
        label={t('coupons.template')}
        path={`${path}.template_id`}
        value={template.templateId}
        onChange={templateId => change({ templateId })}
      />
      <WholeField label={t('rules.inBag')} path={countPath} value={count} onChange={onCount} />
      <YuanField label={t('edit.value')} path={`${path}.value_fen`} value={template.valueFen} onChange={setValue} />
      <BenefitFields template={template} path={path} onChange={next => change({ benefit: next })} />
      <YuanField
        label={t('edit.minSpend')}
        path={`${path}.conditions.min_spend_fen`}
        value={conditions.minSpendFen}
        onChange={minSpendFen => change({ conditions: { ...conditions, minSpendFen } })}
      />
      <WholeField
        label={t('rules.validDays')}
        path={`${path}.valid_days`}
        value={template.validDays}
        onChange={validDays => change({ validDays })}
      />
      <Button danger type="text" aria-label={t('edit.removeLabel', { name })} onClick={onRemove}>
        {t('edit.remove')}
      </Button>
    </fieldset>
  );
}
