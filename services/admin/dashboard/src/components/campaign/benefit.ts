import { useI18n } from '@/i18n';
import { formatFen } from '@/lib/money';
import type { CouponTemplate } from '@/gen/fudai/campaign/v1/coupon_template_pb';

/** What a coupon takes off an order, in words. */
export function useBenefitWords(): (template: CouponTemplate) => string {
  const { t } = useI18n();
  return ({ benefit, valueFen }) => {
    switch (benefit.case) {
      case 'percentOff':
        return t('benefit.percent', { percent: benefit.value.percent });
      case 'fixedPrice':
        return t('benefit.fixedPrice', { amount: formatFen(benefit.value.priceFen) });
      case 'freeItem':
        return t('benefit.freeItem');
      case 'buyXGetY':
        return t('benefit.buyXGetY', { buy: benefit.value.buy, get: benefit.value.get });
      case 'freeDelivery':
        return t('benefit.freeDelivery');
      default:
        return t('benefit.amount', { amount: formatFen(benefit.value?.amountFen ?? valueFen) });
    }
  };
}
