import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useEffect, useState, type FormEvent } from 'react';
import { people } from '@/api/clients';
import { Code, codeOf, wordsOf } from '@/api/errors';
import { beginSession, useSession } from '@/api/session';
import { ErrorNote } from '@/components/ErrorNote';
import { Settings } from '@/components/Settings';
import { useI18n } from '@/i18n';
import { Role } from '@/gen/fudai/admin/v1/people_pb';

export default function SignInPage() {
  const { t } = useI18n();
  const { ending } = useSession();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  useEffect(() => {
    document.title = `${t('signIn')} · ${t('brand')}`;
  }, [t]);
  const signIn = useMutation({
    mutationFn: () => people.signIn({ name: name.trim(), password }),
    onSuccess: ({ sessionToken, person }) =>
      beginSession({
        token: sessionToken,
        name: person?.name ?? name,
        displayName: person?.displayName ?? '',
        role: person?.role ?? Role.UNSPECIFIED,
      }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!signIn.isPending && name && password) signIn.mutate();
  };
  return (
    <div className="gate">
      <main className="gate-card">
        <div className="gate-brand">
          <img src="/bag.svg" alt="" width={56} height={56} />
          <h1>
            Fudai <span lang="zh">福袋</span>
          </h1>
          <p className="quiet">{t('signIn.lead')}</p>
        </div>
        {ending === 'expired' && !signIn.error && (
          <p className="gate-note" role="status">
            {t('signIn.expired')}
          </p>
        )}
        {ending === 'signedOut' && !signIn.error && (
          <p className="gate-note" role="status">
            {t('signIn.signedOut')}
          </p>
        )}
        {ending === 'signedOutHere' && !signIn.error && (
          <p className="gate-note" role="status">
            {t('signIn.signedOutHere')}
          </p>
        )}
        {signIn.error && <SignInError error={signIn.error} />}
        <form onSubmit={submit} className="form">
          <label className="field">
            <span>{t('signIn.name')}</span>
            <Input
              size="large"
              name="username"
              autoComplete="username"
              autoCapitalize="off"
              spellCheck={false}
              required
              value={name}
              onChange={event => setName(event.target.value)}
            />
          </label>
          <label className="field">
            <span>{t('signIn.password')}</span>
            <Input
              size="large"
              type="password"
              name="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={event => setPassword(event.target.value)}
            />
          </label>
          <Button type="primary" size="large" htmlType="submit" block loading={signIn.isPending}>
            {t('signIn')}
          </Button>
        </form>
      </main>
      <footer className="gate-foot">
        <Settings />
      </footer>
    </div>
  );
}

function SignInError({ error }: { error: unknown }) {
  const { t } = useI18n();
  const code = codeOf(error);
  if (code === Code.Unauthenticated)
    return (
      <p className="gate-note gate-bad" role="alert">
        {t('signIn.wrong')}
      </p>
    );
  if (code !== Code.ResourceExhausted) return <ErrorNote error={error} />;
  return (
    <p className="gate-note gate-bad" role="alert">
      {t('signIn.wait')} <span lang="en">{wordsOf(error)}</span>
    </p>
  );
}
