import { Button } from 'antd';
import { useI18n } from '@/i18n';

/** The page has failed and can only be loaded again. */
export function Failure() {
  const { t } = useI18n();
  return (
    <div className="note" role="alert">
      <h2>{t('failure.title')}</h2>
      <p>{t('failure.detail')}</p>
      <Button type="primary" onClick={() => window.location.reload()}>
        {t('failure.reload')}
      </Button>
    </div>
  );
}
