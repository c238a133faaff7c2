import { Link } from 'react-router-dom';
import { useSession } from '@/api/session';
import { useI18n } from '@/i18n';
import { may } from '@/lib/permissions';

/** A user's id, which leads to their story, for those who may see it; a pseudonym, which leads nowhere, for everybody else. */
export function UserName({ user }: { user: string }) {
  const { t } = useI18n();
  const { session } = useSession();
  if (!may(session?.role, 'seeUsers')) return <code className="user">{user}</code>;
  return (
    <Link
      to={`/ledger?${new URLSearchParams({ kind: 'user', id: user }).toString()}`}
      aria-label={t('sharer.story', { user })}
    >
      <code className="user">{user}</code>
    </Link>
  );
}
