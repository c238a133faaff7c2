import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { people } from '@/api/clients';
import { DataTable, type Column } from '@/components/DataTable';
import { ErrorNote } from '@/components/ErrorNote';
import { Loading } from '@/components/Loading';
import { PageHead } from '@/components/PageHead';
import { PersonDialog } from '@/components/people/PersonDialog';
import { roleLabels } from '@/components/roles';
import { useI18n } from '@/i18n';
import { ownZone } from '@/lib/dates';
import type { Person } from '@/gen/fudai/admin/v1/people_pb';

/** Who may sign in, and what they may do. */
export default function PeoplePage() {
  const { t, moment } = useI18n();
  const [editing, edit] = useState<Person | 'new'>();
  const list = useInfiniteQuery({
    queryKey: ['people'],
    queryFn: ({ pageParam, signal }) => people.listPeople({ pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: page => page.nextPageToken || undefined,
  });
  const rows = list.data?.pages.flatMap(page => page.people) ?? [];
  const columns: Column<Person>[] = [
    { name: t('people.name'), render: person => <code>{person.name}</code> },
    { name: t('people.displayName'), render: person => person.displayName || '–' },
    { name: t('people.role'), render: person => t(roleLabels[person.role]) },
    {
      name: t('people.access'),
      render: person => (
        <span className={`tag ${person.disabled ? 'tag-red' : 'tag-green'}`}>
          {t(person.disabled ? 'people.disabled' : 'people.enabled')}
        </span>
      ),
    },
    { name: t('people.changed'), render: person => moment(person.updateTime, ownZone()) },
    {
      name: t('people.actions'),
      render: person => (
        <Button size="small" aria-label={t('people.editLabel', { name: person.name })} onClick={() => edit(person)}>
          {t('people.edit')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <PageHead title={t('nav.people')} lead={t('people.lead')}>
        <Button type="primary" onClick={() => edit('new')}>
          {t('people.new')}
        </Button>
      </PageHead>
      {list.error && <ErrorNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.isLoading && <Loading rows={5} />}
      {rows.length > 0 && (
        <section className="panel" aria-label={t('nav.people')}>
          <DataTable caption={t('nav.people')} columns={columns} rows={rows} rowKey={person => person.name} />
          {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('more')}</Button>}
        </section>
      )}
      {editing && <PersonDialog person={editing === 'new' ? undefined : editing} onClose={() => edit(undefined)} />}
    </>
  );
}
