import { useI18n } from '@/i18n';

/** A cap's name for people: the API's "campaign", "day 2026-11-21", "template latte-3-off". */
export function useCapName(): (cap: string) => string {
  const { t } = useI18n();
  return cap => {
    const [kind, name = ''] = cap.split(' ');
    if (kind === 'day') return t('cap.day', { day: name });
    if (kind === 'template') return t('cap.template', { template: name });
    return t('cap.campaign');
  };
}
