import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { NavLink, useLocation } from 'react-router-dom';
import type { Session, World } from '@/api/session';
import { useI18n, type PlainKey } from '@/i18n';
import { may, type Act } from '@/lib/permissions';
import { Account } from './Account';
import { Boundary } from './Boundary';
import { Loading } from './Loading';
import { Notices } from './Notices';
import { Settings } from './Settings';
import { WorldBanner } from './WorldBanner';

const rooms: readonly { to: string; label: PlainKey; act?: Act; only?: World }[] = [
  { to: '/', label: 'nav.overview' },
  { to: '/ledger', label: 'nav.ledger' },
  { to: '/rehearsal', label: 'world.rehearsal', only: 'rehearsal' },
  { to: '/people', label: 'nav.people', act: 'managePeople' },
  { to: '/audit', label: 'nav.audit', act: 'readAudit' },
];

/** What surrounds every page: brand, navigation, account, settings. */
export function Shell({ session, world, children }: { session: Session; world: World; children: ReactNode }) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useFocusOnMove(main, pathname);
  useEffect(() => setOpen(false), [pathname]);
  return (
    <div className="shell">
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        {t('skip')}
      </button>
      <header className={`side ${open ? 'side-open' : ''}`}>
        <div className="brand">
          <img src="/bag.svg" alt="" width={30} height={30} />
          <span>
            Fudai <span lang="zh">福袋</span>
          </span>
          <button
            type="button"
            className="menu-button"
            aria-expanded={open}
            aria-controls="menu"
            onClick={() => setOpen(!open)}
          >
            {t('nav.menu')}
          </button>
        </div>
        <div id="menu" className="side-body">
          <nav aria-label={t('nav.label')}>
            {rooms
              .filter(({ act, only }) => (!act || may(session.role, act)) && (!only || only === world))
              .map(({ to, label }) => (
                <NavLink key={to} to={to} end={to === '/'} className="nav-link">
                  {t(label)}
                </NavLink>
              ))}
          </nav>
          <Settings />
          <Account session={session} world={world} />
        </div>
      </header>
      <main ref={main} tabIndex={-1} className="main">
        {world === 'rehearsal' && <WorldBanner />}
        <Boundary key={pathname}>
          <Suspense fallback={<Loading rows={6} />}>{children}</Suspense>
        </Boundary>
      </main>
      <Notices />
    </div>
  );
}

// Another page begins at its top, with the focus on it, for those who do not see that it has changed.
function useFocusOnMove(main: React.RefObject<HTMLElement>, pathname: string): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [main, pathname]);
}
