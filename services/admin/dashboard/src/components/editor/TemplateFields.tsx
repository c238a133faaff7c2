import { Button } from 'antd';
import { useBenefitWords } from '@/components/campaign/benefit';
import { useI18n } from '@/i18n';
import { plain, whole, yuan, type TextFormat } from '@/lib/fieldTexts';
import { formatFen } from '@/lib/money';
import { placeInRecipe, removeTemplate, renameTemplate, setCount, setValue } from '@/lib/specEdits';
import type { CouponTemplate } from '@/gen/fudai/campaign/v1/coupon_template_pb';
import { BenefitFields } from './BenefitFields';
import { ConditionFields } from './ConditionFields';
import { useEditor } from './EditorContext';
import { Field } from './Field';
import { Fold } from './Fold';
import { Typed } from './inputs';

const fewTemplates = 3;

/** One kind of coupon. */
export function TemplateFields({ template, index }: { template: CouponTemplate; index: number }) {
  const { t } = useI18n();
  const { spec, change, setAt } = useEditor();
  const benefitWords = useBenefitWords();
  const path = `templates[${index}]`;
  const place = placeInRecipe(spec, template.templateId);
  const count = spec.recipe[place]?.count ?? 0;
  const name = template.displayName || template.templateId;
  const title = (
    <>
      <strong>{name}</strong>
      <span className="quiet">
        {benefitWords(template)} · {formatFen(template.valueFen)} · {t('edit.inBag', { count })}
      </span>
    </>
  );
  const within = place < 0 ? [path] : [path, `recipe[${place}]`];
  return (
    <Fold title={title} paths={within} open={spec.templates.length <= fewTemplates} className="fold coupon">
      <fieldset className="grid">
        <legend className="hidden">{name}</legend>
        <Field path={`${path}.display_name`} />
        <IdField path={`${path}.template_id`} index={index} />
        <Typed
          path={place < 0 ? `${path}.count` : `recipe[${place}]`}
          label={t('rules.inBag')}
          help={t('help.count')}
          format={whole}
          value={count}
          onChange={next => change(setCount(spec, template.templateId, next))}
        />
        <Typed
          path={`${path}.value_fen`}
          label={t('edit.value')}
          help={t('help.value')}
          format={yuan}
          value={template.valueFen}
          suffix="¥"
          onChange={valueFen => setAt(path, setValue(template, valueFen))}
        />
        <Field path={`${path}.valid_days`} />
        <BenefitFields template={template} path={path} />
      </fieldset>
      <ConditionFields template={template} path={path} />
      <Fold
        title={t('edit.limits')}
        paths={['limits', 'stacking', 'return_policy', 'budget_fen'].map(part => `${path}.${part}`)}
        open={Boolean(template.limits ?? template.stacking) || template.budgetFen > 0n}
      >
        <fieldset className="grid">
          <legend className="hidden">{t('edit.limits')}</legend>
          <Field path={`${path}.limits.max_uses_per_user`} />
          <Field path={`${path}.limits.max_uses_per_user_per_day`} />
          <Field path={`${path}.stacking.group`} />
          <Field path={`${path}.stacking.max_coupons`} />
          <Field path={`${path}.stacking.rank`} />
          <Field path={`${path}.return_policy`} />
          <Field path={`${path}.budget_fen`} />
        </fieldset>
      </Fold>
      <Button
        danger
        type="text"
        aria-label={t('edit.removeLabel', { name })}
        onClick={() => change(removeTemplate(spec, index))}
      >
        {t('edit.remove')}
      </Button>
    </Fold>
  );
}

// What speaks of the coupon follows its id, so two coupons never have the same one, not even while it is typed.
function IdField({ path, index }: { path: string; index: number }) {
  const { t } = useI18n();
  const { spec, change } = useEditor();
  const others = spec.templates.filter((_, each) => each !== index).map(each => each.templateId);
  const format: TextFormat<string> = {
    write: plain.write,
    read: text => (others.includes(text) ? { fault: 'edit.idTaken' } : { value: text }),
  };
  return (
    <Typed
      path={path}
      label={t('field.templateId')}
      help={t('help.templateId')}
      format={format}
      value={spec.templates[index]?.templateId ?? ''}
      onChange={templateId => change(renameTemplate(spec, index, templateId))}
    />
  );
}
