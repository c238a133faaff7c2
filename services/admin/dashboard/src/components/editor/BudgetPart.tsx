import { create } from '@bufbuild/protobuf';
import { useI18n } from '@/i18n';
import { BudgetSchema } from '@/gen/fudai/campaign/v1/campaign_pb';
import type { PartProps } from './SpecForm';
import { YuanField } from './inputs';

/** How much the campaign may give. */
export function BudgetPart({ spec, onChange }: PartProps) {
  const { t } = useI18n();
  const budget = spec.budget ?? create(BudgetSchema);
  return (
    <section className="panel" aria-labelledby="edit-budget-title">
      <h2 className="panel-title" id="edit-budget-title">
        {t('budget.title')}
      </h2>
      <div className="grid">
        <YuanField
          label={t('edit.total')}
          path="budget.total_fen"
          value={budget.totalFen}
          help={t('edit.zeroNoCap')}
          onChange={totalFen => onChange({ budget: { ...budget, totalFen } })}
        />
        <YuanField
          label={t('edit.daily')}
          path="budget.daily_fen"
          value={budget.dailyFen}
          help={t('edit.zeroNoCap')}
          onChange={dailyFen => onChange({ budget: { ...budget, dailyFen } })}
        />
      </div>
    </section>
  );
}
