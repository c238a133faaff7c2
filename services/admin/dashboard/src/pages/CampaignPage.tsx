import { Suspense, lazy, type ReactNode } from 'react';
import { NavLink, Route, Routes, useLocation, useParams } from 'react-router-dom';
import { Code, codeOf } from '@/api/errors';
import { useSession } from '@/api/session';
import { useCampaign } from '@/api/useCampaign';
import { ActionBar } from '@/components/campaign/ActionBar';
import { CampaignFacts } from '@/components/campaign/CampaignFacts';
import { campaignSections } from '@/components/section/sections';
import { EmptyNote } from '@/components/EmptyNote';
import { ErrorNote } from '@/components/ErrorNote';
import { Loading } from '@/components/Loading';
import { PageHead } from '@/components/PageHead';
import { SectionNav } from '@/components/section/SectionNav';
import { StateTag } from '@/components/StateTag';
import { useI18n } from '@/i18n';
import { may } from '@/lib/permissions';
import { canEdit } from '@/lib/actions';
import { shortened } from '@/lib/ids';
import { subjectOf } from '@/lib/subject';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import NotFoundPage from './NotFoundPage';

const Results = lazy(() => import('@/components/campaign/Results'));
const MoneySection = lazy(() => import('@/components/money/MoneySection'));
const CouponsSection = lazy(() => import('@/components/coupons/CouponsSection'));
const CustomersSection = lazy(() => import('@/components/customers/CustomersSection'));
const CoffeeSection = lazy(() => import('@/components/coffee/CoffeeSection'));
const SharersSection = lazy(() => import('@/components/sharers/SharersSection'));
const ShareTreeSection = lazy(() => import('@/components/tree/ShareTreeSection'));
const PlacesSection = lazy(() => import('@/components/places/PlacesSection'));
const Versions = lazy(() => import('@/components/campaign/Versions'));
const Plan = lazy(() => import('@/components/campaign/Plan'));
const EditCampaign = lazy(() => import('@/components/editor/EditCampaign'));

export default function CampaignPage() {
  const { campaignId = '' } = useParams();
  const { data: campaign, error, isPending, refetch } = useCampaign(campaignId);
  if (isPending) return <Loading rows={8} />;
  if (!campaign) return <Missing campaignId={campaignId} error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <PageHead
        title={campaign.spec?.displayName ?? campaign.campaignId}
        lead={
          <span className="lead-line">
            <StateTag state={campaign.state} /> <code>{campaign.campaignId}</code>
          </span>
        }
      >
        <ActionBar campaign={campaign} />
      </PageHead>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      <CampaignFacts campaign={campaign} />
      <Tabs campaign={campaign} />
      <Suspense fallback={<Loading rows={6} />}>
        <Parts campaign={campaign} />
      </Suspense>
    </>
  );
}

const others = ['plan', 'versions', 'edit'];

function Tabs({ campaign }: { campaign: Campaign }) {
  const { t } = useI18n();
  const { session } = useSession();
  const { pathname } = useLocation();
  const base = `/campaigns/${campaign.campaignId}`;
  const results = !others.some(other => pathname === `${base}/${other}`);
  return (
    <>
      <nav className="tabs" aria-label={t('campaign.tabs')}>
        <NavLink to={base} end={!results}>
          {t('campaign.results')}
        </NavLink>
        <NavLink to={`${base}/plan`}>{t('campaign.plan')}</NavLink>
        <NavLink to={`${base}/versions`}>{t('campaign.versions')}</NavLink>
        {may(session?.role, 'edit') && canEdit(campaign) && <NavLink to={`${base}/edit`}>{t('campaign.edit')}</NavLink>}
      </nav>
      {results && campaign.publishedVersion > 0 && <SectionNav base={base} sections={campaignSections} />}
    </>
  );
}

function Parts({ campaign }: { campaign: Campaign }) {
  const subject = subjectOf(campaign);
  // Before it is published, a campaign has no numbers in any section.
  const section = (content: ReactNode): ReactNode =>
    campaign.publishedVersion > 0 ? content : <Results campaign={campaign} />;
  return (
    <Routes>
      <Route index element={<Results campaign={campaign} />} />
      <Route path="money" element={section(<MoneySection subject={subject} />)} />
      <Route path="coupons" element={section(<CouponsSection subject={subject} />)} />
      <Route path="customers" element={section(<CustomersSection subject={subject} />)} />
      <Route path="coffee" element={section(<CoffeeSection subject={subject} />)} />
      <Route path="sharers" element={section(<SharersSection subject={subject} />)} />
      <Route path="sharers/:user" element={section(<ShareTreeSection subject={subject} />)} />
      <Route path="places" element={section(<PlacesSection subject={subject} />)} />
      <Route path="plan" element={<Plan campaign={campaign} />} />
      <Route path="versions" element={<Versions campaign={campaign} />} />
      <Route path="edit" element={<EditCampaign campaign={campaign} />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}

function Missing({ campaignId, error, onRetry }: { campaignId: string; error: unknown; onRetry: () => void }) {
  const { t } = useI18n();
  const unknown = !error || [Code.NotFound, Code.InvalidArgument].includes(codeOf(error));
  return (
    <>
      <PageHead title={shortened(campaignId)} />
      {unknown ? (
        <EmptyNote title={t('campaign.unknown', { id: shortened(campaignId) })} />
      ) : (
        <ErrorNote error={error} onRetry={onRetry} />
      )}
    </>
  );
}
