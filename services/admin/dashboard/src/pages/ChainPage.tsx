import { Suspense, lazy } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { useChainZone } from '@/api/useSections';
import { chainSections } from '@/components/section/sections';
import { ErrorNote } from '@/components/ErrorNote';
import { Loading } from '@/components/Loading';
import { PageHead } from '@/components/PageHead';
import { SectionNav } from '@/components/section/SectionNav';
import { useI18n } from '@/i18n';
import type { Subject } from '@/lib/subject';
import NotFoundPage from './NotFoundPage';

const ChainGrowthSection = lazy(() => import('@/components/growth/ChainGrowthSection'));
const MoneySection = lazy(() => import('@/components/money/MoneySection'));
const CustomersSection = lazy(() => import('@/components/customers/CustomersSection'));
const SharersSection = lazy(() => import('@/components/sharers/SharersSection'));
const ShareTreeSection = lazy(() => import('@/components/tree/ShareTreeSection'));
const PlacesSection = lazy(() => import('@/components/places/PlacesSection'));

/** The sections of the whole chain. */
export default function ChainPage() {
  const { t } = useI18n();
  const { data: zone, error, isPending, refetch } = useChainZone();
  return (
    <>
      <PageHead title={t('section.chain')} lead={t('section.chainLead')} />
      <SectionNav base="/chain" sections={chainSections} />
      {isPending && <Loading rows={8} />}
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {zone && (
        <Suspense fallback={<Loading rows={6} />}>
          <Parts subject={{ campaignId: '', zone }} />
        </Suspense>
      )}
    </>
  );
}

function Parts({ subject }: { subject: Subject }) {
  return (
    <Routes>
      <Route index element={<Navigate to="growth" replace />} />
      <Route path="growth" element={<ChainGrowthSection subject={subject} />} />
      <Route path="money" element={<MoneySection subject={subject} />} />
      <Route path="customers" element={<CustomersSection subject={subject} />} />
      <Route path="sharers" element={<SharersSection subject={subject} />} />
      <Route path="sharers/:user" element={<ShareTreeSection subject={subject} />} />
      <Route path="places" element={<PlacesSection subject={subject} />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
