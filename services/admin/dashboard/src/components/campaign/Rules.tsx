import { DataTable, type Column } from '@/components/DataTable';
import { useI18n } from '@/i18n';
import { formatFen } from '@/lib/money';
import type { CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';
import type { CouponTemplate } from '@/gen/fudai/campaign/v1/coupon_template_pb';
import { useBenefitWords } from './benefit';

/** What the newest version says, in words and tables. */
export function Rules({ spec }: { spec: CampaignSpec }) {
  const { t, count, percent } = useI18n();
  const benefit = useBenefitWords();
  const counts = new Map(spec.recipe.map(entry => [entry.templateId, entry.count]));
  const columns: Column<CouponTemplate>[] = [
    { name: t('coupons.name'), render: each => each.displayName },
    { name: t('coupons.template'), render: each => <code>{each.templateId}</code> },
    { name: t('rules.benefit'), render: benefit },
    { name: t('coupons.value'), render: each => formatFen(each.valueFen), figure: true },
    { name: t('rules.validDays'), render: each => count(each.validDays), figure: true },
    { name: t('rules.inBag'), render: each => count(counts.get(each.templateId) ?? 0), figure: true },
  ];
  const { growth, trigger, budget } = spec;
  return (
    <section className="panel" aria-labelledby="rules-title">
      <h2 className="panel-title" id="rules-title">
        {t('rules.title')}
      </h2>
      <DataTable
        caption={t('rules.coupons')}
        columns={columns}
        rows={spec.templates}
        rowKey={each => each.templateId}
      />
      <dl className="facts facts-wide">
        <Fact name={t('rules.trigger')}>
          {t('rules.minAmount', { amount: formatFen(trigger?.minAmountFen ?? 0n) })}{' '}
          {trigger && trigger.shopIds.length > 0
            ? t('rules.shops', { shops: trigger.shopIds.join(', ') })
            : t('rules.everyShop')}
        </Fact>
        <Fact name={t('rules.bagLife')}>
          {t('rules.hours', { hours: count(Number(spec.bagLife?.seconds ?? 0n) / 3600) })}
        </Fact>
        {growth && (
          <Fact name={t('rules.growth')}>
            {growth.steps
              .map(step => t('rules.step', { helpers: count(step.minHelpers), drops: count(step.drops) }))
              .join(' · ')}
            {' · '}
            {t('rules.cup', { drops: count(growth.dropsPerCup), extra: count(growth.newFriendExtraDrops) })}
          </Fact>
        )}
        <Fact name={t('rules.holdout')}>{percent(spec.holdoutPermille / 1000)}</Fact>
        <Fact name={t('budget.title')}>
          {budget && budget.totalFen > 0n
            ? t('rules.total', { amount: formatFen(budget.totalFen) })
            : t('rules.noTotal')}{' '}
          {budget && budget.dailyFen > 0n && t('rules.daily', { amount: formatFen(budget.dailyFen) })}
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
