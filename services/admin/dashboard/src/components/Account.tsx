import { Button } from 'antd';
import { Suspense, lazy, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { people } from '@/api/clients';
import { Code, codeOf } from '@/api/errors';
import { chooseWorld, endSession, noteUntold, type Session, type World } from '@/api/session';
import { useI18n } from '@/i18n';
import { dropDrafts } from '@/lib/drafts';
import { Choice } from './Choice';
import { roleLabels } from './roles';

const PasswordDialog = lazy(() => import('./people/PasswordDialog'));

/** Who is signed in, in which world they work, and the way out. */
export function Account({ session, world }: { session: Session; world: World }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const [changing, setChanging] = useState(false);
  const signOut = (): void => {
    // The token goes from here at once, whatever the server says.
    const told = people.signOut({}, { headers: { authorization: `Bearer ${session.token}` } });
    dropDrafts(sessionStorage);
    endSession('signedOut');
    told.catch((error: unknown) => codeOf(error) !== Code.Unauthenticated && noteUntold());
  };
  return (
    <section className="account" aria-label={t('account')}>
      <Choice
        label={t('world')}
        value={world}
        options={[
          { value: 'production', text: t('world.production') },
          { value: 'rehearsal', text: t('world.rehearsal') },
        ]}
        onChange={chosen => {
          // What is looked at here may not be there.
          navigate('/');
          chooseWorld(chosen);
        }}
      />
      <div className="account-name">
        <span className="avatar" aria-hidden="true">
          {(session.displayName || session.name).slice(0, 1).toUpperCase()}
        </span>
        <span>
          <strong>{session.displayName || session.name}</strong>
          <span className="quiet">{t(roleLabels[session.role])}</span>
        </span>
      </div>
      <div className="account-acts">
        <Button type="text" block onClick={() => setChanging(true)}>
          {t('password.change')}
        </Button>
        <Button block onClick={signOut}>
          {t('signOut')}
        </Button>
      </div>
      {changing && (
        <Suspense fallback={null}>
          <PasswordDialog onClose={() => setChanging(false)} />
        </Suspense>
      )}
    </section>
  );
}
