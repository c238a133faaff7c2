import { create } from '@bufbuild/protobuf';
import { Button } from 'antd';
import { useI18n } from '@/i18n';
import {
  GrowthRulesSchema,
  GrowthStepSchema,
  type GrowthRules,
  type GrowthStep,
} from '@/gen/fudai/campaign/v1/campaign_pb';
import type { PartProps } from './SpecForm';
import { WholeField } from './inputs';

/** How the openings of friends fill the sharer's cup. */
export function GrowthPart({ spec, onChange }: PartProps) {
  const { t } = useI18n();
  const growth = spec.growth ?? create(GrowthRulesSchema);
  const set = (change: Partial<GrowthRules>): void => onChange({ growth: { ...growth, ...change } });
  const setStep = (index: number, change: Partial<GrowthStep>): void =>
    set({ steps: growth.steps.map((step, each) => (each === index ? { ...step, ...change } : step)) });
  const addStep = (): void => {
    const last = growth.steps.at(-1);
    set({
      steps: [
        ...growth.steps,
        create(GrowthStepSchema, { minHelpers: (last?.minHelpers ?? -5) + 5, drops: (last?.drops ?? 5) + 5 }),
      ],
    });
  };
  return (
    <section className="panel" aria-labelledby="growth-title">
      <h2 className="panel-title" id="growth-title">
        {t('rules.growth')}
      </h2>
      <div className="grid">
        <WholeField
          label={t('edit.dropsPerCup')}
          path="growth.drops_per_cup"
          value={Number(growth.dropsPerCup)}
          onChange={value => set({ dropsPerCup: BigInt(value) })}
        />
        <WholeField
          label={t('edit.extraDrops')}
          path="growth.new_friend_extra_drops"
          value={growth.newFriendExtraDrops}
          onChange={newFriendExtraDrops => set({ newFriendExtraDrops })}
        />
        <WholeField
          label={t('edit.maxCups')}
          path="growth.max_cups_per_user"
          value={growth.maxCupsPerUser}
          onChange={maxCupsPerUser => set({ maxCupsPerUser })}
          help={t('edit.zeroNoCap')}
        />
        <label className="field">
          <span>{t('edit.freeCoffee')}</span>
          <select
            className="select"
            value={growth.freeCoffeeTemplateId}
            onChange={event => set({ freeCoffeeTemplateId: event.target.value })}
          >
            {!spec.templates.some(each => each.templateId === growth.freeCoffeeTemplateId) && (
              <option value={growth.freeCoffeeTemplateId}>–</option>
            )}
            {spec.templates.map(each => (
              <option key={each.templateId} value={each.templateId}>
                {each.displayName || each.templateId}
              </option>
            ))}
          </select>
        </label>
      </div>
      {growth.steps.map((step, index) => (
        <fieldset key={`${index} of ${growth.steps.length}`} className="row-fields row-fields-short">
          <legend className="hidden">{t('edit.step', { number: index + 1 })}</legend>
          <WholeField
            label={t('edit.minHelpers')}
            path={`growth.steps[${index}].min_helpers`}
            value={step.minHelpers}
            onChange={minHelpers => setStep(index, { minHelpers })}
          />
          <WholeField
            label={t('edit.drops')}
            path={`growth.steps[${index}].drops`}
            value={step.drops}
            onChange={drops => setStep(index, { drops })}
          />
          <Button
            danger
            type="text"
            aria-label={t('edit.removeLabel', { name: t('edit.step', { number: index + 1 }) })}
            onClick={() => set({ steps: growth.steps.filter((_, each) => each !== index) })}
          >
            {t('edit.remove')}
          </Button>
        </fieldset>
      ))}
      <Button onClick={addStep}>{t('edit.addStep')}</Button>
    </section>
  );
}
