import { Link } from 'react-router-dom';
import { useI18n } from '@/i18n';

/** A user's id or pseudonym, which leads to their story. */
export function UserName({ user }: { user: string }) {
  const { t } = useI18n();
  return (
    <Link
      to={`/ledger?${new URLSearchParams({ kind: 'user', id: user }).toString()}`}
      aria-label={t('sharer.story', { user })}
    >
      <code className="user">{user}</code>
    </Link>
  );
}
