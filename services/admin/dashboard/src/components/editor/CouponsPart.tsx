import { Button } from 'antd';
import { useI18n } from '@/i18n';
import { addTemplate, bagSize } from '@/lib/specEdits';
import { useEditor } from './EditorContext';
import { Remarks } from './Remarks';
import { TemplateFields } from './TemplateFields';

/** The kinds of coupon, and how many of each a bag holds. */
export function CouponsPart() {
  const { t } = useI18n();
  const { spec, change } = useEditor();
  const { templates } = spec;
  return (
    <section className="panel" aria-labelledby="edit-coupons-title">
      <div className="panel-head">
        <h2 className="panel-title" id="edit-coupons-title" tabIndex={-1} data-paths="templates recipe">
          {t('edit.coupons')}
        </h2>
        <span className="quiet">{t('edit.bagTotal', { count: bagSize(spec) })}</span>
      </div>
      <Remarks path="recipe" />
      <Remarks path="templates" />
      {templates.map((template, index) => (
        <TemplateFields key={`${index} of ${templates.length}`} template={template} index={index} />
      ))}
      <Button onClick={() => change(addTemplate(spec))}>{t('edit.addCoupon')}</Button>
    </section>
  );
}
