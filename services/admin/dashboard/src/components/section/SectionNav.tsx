import { useEffect, useRef } from 'react';
import { NavLink, useLocation, useSearchParams } from 'react-router-dom';
import { useI18n, type PlainKey } from '@/i18n';

/** A section's place under its subject's address; empty for the first. */
export interface SectionLink {
  readonly path: string;
  readonly label: PlainKey;
}

// What goes along from one section to the next.
const shared = ['range', 'from', 'to', 'compare'] as const;

/** The sections of a campaign or of the chain, each at an address of its own; the range goes along. */
export function SectionNav({ base, sections }: { base: string; sections: readonly SectionLink[] }) {
  const { t } = useI18n();
  const [parameters] = useSearchParams();
  const kept = shared.flatMap(name => {
    const value = parameters.get(name);
    return value ? [[name, value]] : [];
  });
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // Where there is no room for all of them, the present one is in sight.
  useEffect(() => {
    // Newer browsers answer with a promise, which is no way to undo an effect.
    void nav.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  }, [pathname]);
  const search = new URLSearchParams(kept).toString();
  return (
    <nav ref={nav} className="sections" aria-label={t('section.nav')}>
      {sections.map(({ path, label }) => (
        <NavLink key={path} to={{ pathname: path ? `${base}/${path}` : base, search }} end={path === ''}>
          {t(label)}
        </NavLink>
      ))}
    </nav>
  );
}
