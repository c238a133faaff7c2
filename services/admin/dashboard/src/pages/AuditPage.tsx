import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { useSearchParams } from 'react-router-dom';
import { audit } from '@/api/clients';
import { AuditEntryItem } from '@/components/audit/AuditEntryItem';
import { EmptyNote } from '@/components/EmptyNote';
import { ErrorNote } from '@/components/ErrorNote';
import { Loading } from '@/components/Loading';
import { PageHead } from '@/components/PageHead';
import { useI18n } from '@/i18n';

const fields = ['actor', 'action', 'campaign_id'] as const;

type Field = (typeof fields)[number];

/** Who changed what, when and why, with the state before and after. */
export default function AuditPage() {
  const { t } = useI18n();
  const [parameters, setParameters] = useSearchParams();
  const filter = fields
    .flatMap(field => (parameters.get(field) ? [`${field} = ${JSON.stringify(parameters.get(field))}`] : []))
    .join(' AND ');
  const list = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) =>
      audit.listAuditEntries({ pageSize: 50, pageToken: pageParam, filter }, { signal }),
    initialPageParam: '',
    getNextPageParam: page => page.nextPageToken || undefined,
  });
  const entries = list.data?.pages.flatMap(page => page.entries) ?? [];
  return (
    <>
      <PageHead title={t('nav.audit')} lead={t('audit.lead')} />
      <Filters key={parameters.toString()} parameters={parameters} onChange={setParameters} />
      {list.error && <ErrorNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.isLoading && <Loading rows={8} />}
      {list.isSuccess && entries.length === 0 && <EmptyNote title={t('audit.none')} />}
      {entries.length > 0 && (
        <section className="panel" aria-label={t('nav.audit')}>
          <ol className="audit">
            {entries.map(entry => (
              <AuditEntryItem key={String(entry.number)} entry={entry} />
            ))}
          </ol>
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

function Filters({
  parameters,
  onChange,
}: {
  parameters: URLSearchParams;
  onChange: (parameters: Record<string, string>) => void;
}) {
  const { t } = useI18n();
  const [texts, setTexts] = useState(
    () => Object.fromEntries(fields.map(field => [field, parameters.get(field) ?? ''])) as Record<Field, string>,
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onChange(Object.fromEntries(fields.flatMap(field => (texts[field].trim() ? [[field, texts[field].trim()]] : []))));
  };
  return (
    <form className="toolbar search" role="search" onSubmit={submit}>
      {fields.map(field => (
        <Input
          key={field}
          name={field}
          className="search-part"
          aria-label={t(`audit.${field}`)}
          placeholder={t(`audit.${field}`)}
          allowClear
          value={texts[field]}
          onChange={event => setTexts({ ...texts, [field]: event.target.value })}
        />
      ))}
      <Button htmlType="submit">{t('audit.filter')}</Button>
    </form>
  );
}
