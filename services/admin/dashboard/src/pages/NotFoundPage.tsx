import { Link } from 'react-router-dom';
import { EmptyNote } from '@/components/EmptyNote';
import { PageHead } from '@/components/PageHead';
import { useI18n } from '@/i18n';

export default function NotFoundPage() {
  const { t } = useI18n();
  return (
    <>
      <PageHead title={t('notFound.title')} />
      <EmptyNote title={t('notFound.detail')}>
        <Link to="/">{t('notFound.back')}</Link>
      </EmptyNote>
    </>
  );
}
