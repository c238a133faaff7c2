import { useI18n } from '@/i18n';
import { Field } from './Field';
import { Fold } from './Fold';
import { useEditor } from './EditorContext';

/** Name and window. */
export function BasicsPart() {
  const { t } = useI18n();
  return (
    <section className="panel" aria-labelledby="basics-title">
      <h2 className="panel-title" id="basics-title">
        {t('edit.basics')}
      </h2>
      <div className="grid">
        <Field path="display_name" />
        <Field path="time_zone" />
        <Field path="start_time" />
        <Field path="end_time" />
      </div>
    </section>
  );
}

/** Which orders earn a bag, for how long it can be opened, and who is left out. */
export function OrdersPart() {
  const { t } = useI18n();
  const { spec } = useEditor();
  return (
    <section className="panel" aria-labelledby="orders-title">
      <h2 className="panel-title" id="orders-title">
        {t('edit.orders')}
      </h2>
      <div className="grid">
        <Field path="trigger.min_amount_fen" />
        <Field path="bag_life" />
        <Field path="trigger.shop_ids" />
      </div>
      <Fold title={t('edit.holdout')} paths={['holdout_permille']} open={spec.holdoutPermille > 0}>
        <div className="grid">
          <Field path="holdout_permille" />
        </div>
      </Fold>
    </section>
  );
}
