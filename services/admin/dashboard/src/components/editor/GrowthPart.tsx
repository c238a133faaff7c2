import { Button } from 'antd';
import { useI18n } from '@/i18n';
import { addStep, removeStep } from '@/lib/specEdits';
import { CarryOver } from '@/gen/fudai/campaign/v1/campaign_pb';
import { useEditor } from './EditorContext';
import { Field } from './Field';
import { Fold } from './Fold';
import { Remarks } from './Remarks';

/** How the openings of friends fill the sharer's cup. */
export function GrowthPart() {
  const { t } = useI18n();
  const { spec, change } = useEditor();
  const steps = spec.growth?.steps ?? [];
  return (
    <section className="panel" aria-labelledby="growth-title">
      <h2 className="panel-title" id="growth-title">
        {t('rules.growth')}
      </h2>
      <p className="quiet">{t('edit.growthHelp')}</p>
      <div className="grid">
        <Field path="growth.free_coffee_template_id" />
        <Field path="growth.drops_per_cup" />
        <Field path="growth.new_friend_extra_drops" />
        <Field path="growth.max_cups_per_user" />
      </div>
      <h3 className="part-title" tabIndex={-1} data-path="growth.steps">
        {t('field.steps')}
      </h3>
      <p className="quiet">{t('help.steps')}</p>
      <Remarks path="growth.steps" />
      {steps.map((_, index) => (
        <fieldset key={`${index} of ${steps.length}`} className="row-fields row-fields-short">
          <legend className="hidden">{t('edit.step', { number: index + 1 })}</legend>
          <Field path={`growth.steps[${index}].min_helpers`} />
          <Field path={`growth.steps[${index}].drops`} />
          <Button
            danger
            type="text"
            aria-label={t('edit.removeLabel', { name: t('edit.step', { number: index + 1 }) })}
            onClick={() => change(removeStep(spec, index))}
          >
            {t('edit.remove')}
          </Button>
        </fieldset>
      ))}
      <Button onClick={() => change(addStep(spec))}>{t('edit.addStep')}</Button>
      <Fold
        title={t('edit.growthMore')}
        paths={['growth.contribution_period', 'growth.carry_over']}
        open={spec.growth?.carryOver === CarryOver.DISCARD}
      >
        <div className="grid">
          <Field path="growth.contribution_period" />
          <Field path="growth.carry_over" />
        </div>
      </Fold>
    </section>
  );
}
