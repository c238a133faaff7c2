import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import { Suspense, lazy, useLayoutEffect } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router-dom';
import { queryClient } from './api/queryClient';
import { useSession } from './api/session';
import { Allowed } from './components/Allowed';
import { Boundary } from './components/Boundary';
import { Loading } from './components/Loading';
import { Shell } from './components/Shell';
import { locales } from './i18n';
import { useSettings } from './lib/settings';
import { antTheme } from './lib/theme';

const SignInPage = lazy(() => import('./pages/SignInPage'));
const OverviewPage = lazy(() => import('./pages/OverviewPage'));
const NewCampaignPage = lazy(() => import('./pages/NewCampaignPage'));
const CampaignPage = lazy(() => import('./pages/CampaignPage'));
const ChainPage = lazy(() => import('./pages/ChainPage'));
const LedgerPage = lazy(() => import('./pages/LedgerPage'));
const RehearsalPage = lazy(() => import('./pages/RehearsalPage'));
const PeoplePage = lazy(() => import('./pages/PeoplePage'));
const AuditPage = lazy(() => import('./pages/AuditPage'));
const NotFoundPage = lazy(() => import('./pages/NotFoundPage'));

export function App() {
  const { language, theme, motion } = useSettings();
  useLayoutEffect(() => {
    document.documentElement.lang = locales[language];
    document.documentElement.dataset.theme = theme;
  }, [language, theme]);
  return (
    <ConfigProvider
      theme={antTheme(theme, motion)}
      locale={language === 'zh' ? zhCN : enGB}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <Boundary>
            <Suspense fallback={<Loading />}>
              <Rooms />
            </Suspense>
          </Boundary>
        </BrowserRouter>
      </QueryClientProvider>
    </ConfigProvider>
  );
}

// Whoever is not signed in sees the sign-in at whatever address, and is there once they are.
function Rooms() {
  const { session, world } = useSession();
  if (!session) return <SignInPage />;
  return (
    <Shell key={`${session.token} ${world}`} session={session} world={world}>
      <Routes>
        <Route path="/" element={<OverviewPage />} />
        <Route
          path="/new"
          element={
            <Allowed act="edit" title="overview.new">
              <NewCampaignPage />
            </Allowed>
          }
        />
        <Route path="/campaigns/:campaignId/*" element={<CampaignPage />} />
        <Route path="/chain/*" element={<ChainPage />} />
        <Route path="/ledger" element={<LedgerPage />} />
        <Route path="/rehearsal" element={<RehearsalPage />} />
        <Route
          path="/people"
          element={
            <Allowed act="managePeople" title="nav.people">
              <PeoplePage />
            </Allowed>
          }
        />
        <Route
          path="/audit"
          element={
            <Allowed act="readAudit" title="nav.audit">
              <AuditPage />
            </Allowed>
          }
        />
        <Route path="*" element={<NotFoundPage />} />
      </Routes>
    </Shell>
  );
}
