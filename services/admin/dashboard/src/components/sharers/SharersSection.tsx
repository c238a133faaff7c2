import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { useSharers } from '@/api/useSections';
import { Age } from '@/components/campaign/Age';
import { ErrorNote } from '@/components/ErrorNote';
import { Loading } from '@/components/Loading';
import { useI18n } from '@/i18n';
import { baseOf, type Subject } from '@/lib/subject';
import { SharerTable } from './SharerTable';

/** Who brought most new customers, and the way to the tree of each. */
export default function SharersSection({ subject }: { subject: Subject }) {
  const { t } = useI18n();
  const list = useSharers(subject.campaignId);
  const sharers = list.data?.pages.flatMap(page => page.sharers) ?? [];
  const live = {
    link: list.error ? 'broken' : 'live',
    freshness: list.data?.pages.at(-1)?.freshness,
    confirmedAt: list.dataUpdatedAt || undefined,
  } as const;
  return (
    <section className="panel" aria-labelledby="sharers-title">
      <div className="panel-head">
        <h2 className="panel-title" id="sharers-title">
          {t('sharer.title')}
        </h2>
        <FindTree subject={subject} />
      </div>
      {list.error && <ErrorNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.isLoading && <Loading rows={8} />}
      {list.isSuccess && sharers.length === 0 && <p className="quiet chart-empty">{t('sharer.none')}</p>}
      {sharers.length > 0 && <SharerTable sharers={sharers} subject={subject} />}
      {list.hasNextPage && (
        <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
      {list.data && <Age live={live} zone={subject.zone} />}
    </section>
  );
}

function FindTree({ subject }: { subject: Subject }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const [user, setUser] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (user.trim()) navigate(`${baseOf(subject)}/sharers/${encodeURIComponent(user.trim())}`);
  };
  return (
    <form className="search-line" role="search" onSubmit={submit}>
      <Input
        name="user"
        className="search-shop"
        aria-label={t('sharer.find')}
        placeholder={t('sharer.find')}
        value={user}
        onChange={event => setUser(event.target.value)}
        allowClear
      />
      <Button htmlType="submit">{t('sharer.tree')}</Button>
    </form>
  );
}
