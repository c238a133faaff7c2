import { useI18n } from '@/i18n';
import { Field } from './Field';

/** How much the campaign may give. */
export function BudgetPart() {
  const { t } = useI18n();
  return (
    <section className="panel" aria-labelledby="edit-budget-title">
      <h2 className="panel-title" id="edit-budget-title">
        {t('budget.title')}
      </h2>
      <p className="quiet">{t('edit.budgetHelp')}</p>
      <div className="grid">
        <Field path="budget.total_fen" />
        <Field path="budget.daily_fen" />
      </div>
    </section>
  );
}
