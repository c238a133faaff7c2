import { create } from '@bufbuild/protobuf';
import { Button } from 'antd';
import { useI18n } from '@/i18n';
import { RecipeEntrySchema } from '@/gen/fudai/campaign/v1/campaign_pb';
import { AmountOffSchema, CouponTemplateSchema, type CouponTemplate } from '@/gen/fudai/campaign/v1/coupon_template_pb';
import type { PartProps } from './SpecForm';
import { TextField, WholeField, YuanField } from './inputs';
import { useBenefitWords } from '@/components/campaign/benefit';

/** The kinds of coupon, and how many of each a bag holds. */
export function CouponsPart({ spec, onChange }: PartProps) {
  const { t } = useI18n();
  const countOf = (id: string): number => spec.recipe.find(entry => entry.templateId === id)?.count ?? 0;
  const total = spec.recipe.reduce((sum, entry) => sum + entry.count, 0);
  const replace = (index: number, template: CouponTemplate): void => {
    const old = spec.templates[index]?.templateId;
    onChange({
      templates: spec.templates.map((each, place) => (place === index ? template : each)),
      recipe: spec.recipe.map(entry =>
        entry.templateId === old ? { ...entry, templateId: template.templateId } : entry,
      ),
    });
  };
  const setCount = (templateId: string, count: number): void => {
    const others = spec.recipe.filter(entry => entry.templateId !== templateId);
    onChange({ recipe: count > 0 ? [...others, create(RecipeEntrySchema, { templateId, count })] : others });
  };
  const remove = (template: CouponTemplate): void =>
    onChange({
      templates: spec.templates.filter(each => each !== template),
      recipe: spec.recipe.filter(entry => entry.templateId !== template.templateId),
    });
  const add = (): void => {
    const taken = new Set(spec.templates.map(each => each.templateId));
    let number = spec.templates.length + 1;
    while (taken.has(`coupon-${number}`)) number += 1;
    const benefit = { case: 'amountOff', value: create(AmountOffSchema, { amountFen: 300n }) } as const;
    const template = create(CouponTemplateSchema, {
      templateId: `coupon-${number}`,
      displayName: '',
      valueFen: 300n,
      validDays: 14,
      benefit,
    });
    onChange({ templates: [...spec.templates, template] });
  };
  return (
    <section className="panel" aria-labelledby="edit-coupons-title">
      <div className="panel-head">
        <h2 className="panel-title" id="edit-coupons-title">
          {t('edit.coupons')}
        </h2>
        <span className="quiet">{t('edit.bagTotal', { count: total })}</span>
      </div>
      {spec.templates.map((template, index) => (
        <TemplateRow
          key={index}
          template={template}
          count={countOf(template.templateId)}
          onChange={next => replace(index, next)}
          onCount={count => setCount(template.templateId, count)}
          onRemove={() => remove(template)}
        />
      ))}
      <Button onClick={add}>{t('edit.addCoupon')}</Button>
    </section>
  );
}

interface RowProps {
  readonly template: CouponTemplate;
  readonly count: number;
  readonly onChange: (template: CouponTemplate) => void;
  readonly onCount: (count: number) => void;
  readonly onRemove: () => void;
}

function TemplateRow({ template, count, onChange, onCount, onRemove }: RowProps) {
  const { t } = useI18n();
  const words = useBenefitWords();
  const path = `templates["${template.templateId}"]`;
  const { benefit } = template;
  const setValue = (valueFen: bigint): void =>
    onChange({
      ...template,
      valueFen,
      // An amount off is worth what it takes off; the other benefits have bounds of their own.
      benefit:
        benefit.case === 'amountOff'
          ? { case: 'amountOff', value: { ...benefit.value, amountFen: valueFen } }
          : benefit,
    });
  return (
    <fieldset className="row-fields">
      <legend className="hidden">{template.displayName || template.templateId}</legend>
      <TextField
        label={t('coupons.template')}
        path={`${path}.template_id`}
        value={template.templateId}
        onChange={templateId => onChange({ ...template, templateId })}
      />
      <TextField
        label={t('coupons.name')}
        path={`${path}.display_name`}
        value={template.displayName}
        onChange={displayName => onChange({ ...template, displayName })}
      />
      <YuanField
        label={t('edit.value')}
        path={`${path}.value_fen`}
        value={template.valueFen}
        onChange={setValue}
        help={words(template)}
      />
      <WholeField
        label={t('rules.validDays')}
        path={`${path}.valid_days`}
        value={template.validDays}
        onChange={validDays => onChange({ ...template, validDays })}
      />
      <WholeField
        label={t('rules.inBag')}
        path={`recipe["${template.templateId}"].count`}
        value={count}
        onChange={onCount}
      />
      <Button
        danger
        type="text"
        aria-label={t('edit.removeLabel', { name: template.displayName || template.templateId })}
        onClick={onRemove}
      >
        {t('edit.remove')}
      </Button>
    </fieldset>
  );
}
