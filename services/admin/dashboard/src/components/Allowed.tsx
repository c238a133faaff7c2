import type { ReactNode } from 'react';
import { useSession } from '@/api/session';
import { useI18n, type PlainKey } from '@/i18n';
import { may, rolesFor, type Act } from '@/lib/permissions';
import { PageHead } from './PageHead';
import { roleLabels } from './roles';

interface Props {
  readonly act: Act;
  /** The page's title, for what is a page of its own. */
  readonly title?: PlainKey;
  readonly children: ReactNode;
}

/** What only some roles may see and do; says to the others which. The server has the last word in any case. */
export function Allowed({ act, title, children }: Props) {
  const { t } = useI18n();
  const { session } = useSession();
  if (!session || may(session.role, act)) return children;
  const roles = rolesFor(act).map(role => t(roleLabels[role]));
  return (
    <>
      {title && <PageHead title={t(title)} />}
      <div className="error-note" role="alert">
        <div>
          <strong>{t('error.forbidden')}</strong>
          <p>{t('role.needed', { own: t(roleLabels[session.role]), roles: roles.join(t('role.or')) })}</p>
        </div>
      </div>
    </>
  );
}
