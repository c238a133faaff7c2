import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { useSearchParams } from 'react-router-dom';
import { ledger } from '@/api/clients';
import { EmptyNote } from '@/components/EmptyNote';
import { ErrorNote } from '@/components/ErrorNote';
import { Loading } from '@/components/Loading';
import { PageHead } from '@/components/PageHead';
import { ExportButton } from '@/components/ledger/ExportButton';
import { Story } from '@/components/ledger/Story';
import { AddressNote } from '@/components/range/AddressNote';
import { useI18n, type PlainKey } from '@/i18n';
import { shortened } from '@/lib/ids';
import { ownZone } from '@/lib/dates';
import { ledgerFile } from '@/lib/ledgerCsv';

const kinds = { coupon: 'couponId', bag: 'bagId', order: 'orderId', user: 'userId' } as const;

type Kind = keyof typeof kinds;

const labels: Record<Kind, PlainKey> = {
  coupon: 'ledger.coupon',
  bag: 'ledger.bag',
  order: 'ledger.order',
  user: 'ledger.user',
};

const isKind = (text: string | null): text is Kind => text !== null && Object.hasOwn(kinds, text);

/** One user, bag, coupon or order with all that the ledger knows of it. */
export default function LedgerPage() {
  const { t } = useI18n();
  const [parameters, setParameters] = useSearchParams();
  const asked = parameters.get('kind');
  const kind = isKind(asked) ? asked : 'coupon';
  const id = parameters.get('id') ?? '';
  const list = useInfiniteQuery({
    queryKey: ['ledger', kind, id],
    queryFn: ({ pageParam, signal }) =>
      ledger.listEntries({ filter: { [kinds[kind]]: id }, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: page => page.nextPageToken || undefined,
    enabled: id !== '',
  });
  const entries = list.data?.pages.flatMap(page => page.entries) ?? [];
  return (
    <>
      <PageHead title={t('nav.ledger')} lead={t('ledger.lead')} />
      <Search
        key={`${kind} ${id}`}
        kind={kind}
        id={id}
        onSearch={(newKind, newId) => setParameters({ kind: newKind, id: newId })}
      />
      <AddressNote name="kind" options={Object.keys(kinds)} />
      {list.error && <ErrorNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.isLoading && <Loading rows={6} />}
      {id === '' && (
        <EmptyNote title={t('ledger.start')}>
          <p className="quiet">{t('ledger.startHelp')}</p>
        </EmptyNote>
      )}
      {list.isSuccess && entries.length === 0 && (
        <EmptyNote title={t('ledger.nothing', { kind: t(labels[kind]), id: shortened(id) })} />
      )}
      {entries.length > 0 && (
        <section className="panel" aria-labelledby="story-title">
          <h2 className="panel-title" id="story-title">
            {t('ledger.story', { kind: t(labels[kind]), id })}
          </h2>
          <ExportButton key={`${kind} ${id}`} filter={{ [kinds[kind]]: id }} file={ledgerFile(kind, id)} />
          <Story entries={entries} zone={ownZone()} />
          {list.hasNextPage && (
            <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
              {t('more')}
            </Button>
          )}
        </section>
      )}
    </>
  );
}

function Search({ kind, id, onSearch }: { kind: Kind; id: string; onSearch: (kind: Kind, id: string) => void }) {
  const { t } = useI18n();
  const [text, setText] = useState(id);
  const [chosen, choose] = useState(kind);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim()) onSearch(chosen, text.trim());
  };
  return (
    <form className="toolbar search" role="search" onSubmit={submit}>
      <label className="inline-field">
        <span className="hidden">{t('ledger.kind')}</span>
        <select className="select" name="kind" value={chosen} onChange={event => choose(event.target.value as Kind)}>
          {(Object.keys(kinds) as Kind[]).map(each => (
            <option key={each} value={each}>
              {t(labels[each])}
            </option>
          ))}
        </select>
      </label>
      <Input
        name="id"
        className="search-id"
        aria-label={t('ledger.id')}
        placeholder={t('ledger.id')}
        value={text}
        onChange={event => setText(event.target.value)}
        allowClear
      />
      <Button type="primary" htmlType="submit">
        {t('ledger.search')}
      </Button>
    </form>
  );
}
