import { create } from '@bufbuild/protobuf';
import { Button } from 'antd';
import { useContext } from 'react';
import { Findings } from '@/components/campaign/Findings';
import { useI18n } from '@/i18n';
import { RecipeEntrySchema } from '@/gen/fudai/campaign/v1/campaign_pb';
import { AmountOffSchema, CouponTemplateSchema, type CouponTemplate } from '@/gen/fudai/campaign/v1/coupon_template_pb';
import type { PartProps } from './SpecForm';
import { TemplateFields } from './TemplateFields';
import { FindingsContext, findingsAt } from './findings';

/** The kinds of coupon, and how many of each a bag holds. */
export function CouponsPart({ spec, onChange }: PartProps) {
  const { t } = useI18n();
  const ofRecipe = findingsAt(useContext(FindingsContext), 'recipe');
  const { templates, recipe } = spec;
  const placeOf = (id: string): number => recipe.findIndex(entry => entry.templateId === id);
  const total = recipe.reduce((sum, entry) => sum + entry.count, 0);

  const replace = (old: CouponTemplate, template: CouponTemplate): void =>
    onChange({
      templates: templates.map(each => (each === old ? template : each)),
      recipe: recipe.map(entry =>
        entry.templateId === old.templateId ? { ...entry, templateId: template.templateId } : entry,
      ),
    });
  const setCount = (templateId: string, count: number): void => {
    if (placeOf(templateId) < 0) onChange({ recipe: [...recipe, create(RecipeEntrySchema, { templateId, count })] });
    else
      onChange({
        recipe: recipe
          .map(entry => (entry.templateId === templateId ? { ...entry, count } : entry))
          .filter(entry => entry.count > 0),
      });
  };
  const remove = (template: CouponTemplate): void =>
    onChange({
      templates: templates.filter(each => each !== template),
      recipe: recipe.filter(entry => entry.templateId !== template.templateId),
    });
  const add = (): void => {
    const taken = new Set(templates.map(each => each.templateId));
    let number = templates.length + 1;
    while (taken.has(`coupon-${number}`)) number += 1;
    const benefit = { case: 'amountOff', value: create(AmountOffSchema, { amountFen: 300n }) } as const;
    onChange({
      templates: [
        ...templates,
        create(CouponTemplateSchema, { templateId: `coupon-${number}`, valueFen: 300n, validDays: 14, benefit }),
      ],
    });
  };
  return (
    <section className="panel" aria-labelledby="edit-coupons-title">
      <div className="panel-head">
        <h2 className="panel-title" id="edit-coupons-title">
          {t('edit.coupons')}
        </h2>
        <span className="quiet">{t('edit.bagTotal', { count: total })}</span>
      </div>
      {ofRecipe.length > 0 && <Findings findings={ofRecipe} />}
      {templates.map((template, index) => (
        <TemplateFields
          key={`${index} of ${templates.length}`}
          template={template}
          index={index}
          count={recipe[placeOf(template.templateId)]?.count ?? 0}
          countPath={`recipe[${placeOf(template.templateId)}].count`}
          onChange={next => replace(template, next)}
          onCount={count => setCount(template.templateId, count)}
          onRemove={() => remove(template)}
        />
      ))}
      <Button onClick={add}>{t('edit.addCoupon')}</Button>
    </section>
  );
}
