import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState, type FormEvent } from 'react';
import { rehearsal } from '@/api/clients';
import { queryClient } from '@/api/queryClient';
import { useProductionCampaigns } from '@/api/useRehearsal';
import { ErrorNote } from '@/components/ErrorNote';
import { Loading } from '@/components/Loading';
import { useI18n } from '@/i18n';
import { announce } from '@/lib/notices';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';

/** Copies a campaign of production into the rehearsal. */
export function ImportPanel() {
  const { t } = useI18n();
  const list = useProductionCampaigns();
  const found = list.data?.pages.flatMap(page => page.campaigns) ?? [];
  return (
    <section className="panel" aria-labelledby="import-title">
      <h2 className="panel-title" id="import-title">
        {t('rehearsal.import')}
      </h2>
      <p className="quiet">{t('rehearsal.importLead')}</p>
      {list.error && <ErrorNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading rows={2} />}
      {list.isSuccess && found.length === 0 && <p className="quiet">{t('rehearsal.noneToImport')}</p>}
      {found.length > 0 && <ImportForm found={found} />}
      {list.hasNextPage && (
        <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
    </section>
  );
}

interface Wish {
  readonly campaignId: string;
  readonly version: number;
  readonly beginNow: boolean;
}

function ImportForm({ found }: { found: readonly Campaign[] }) {
  const { t } = useI18n();
  const [wish, setWish] = useState<Wish>({ campaignId: '', version: 0, beginNow: true });
  const change = (part: Partial<Wish>): void => setWish({ ...wish, ...part });
  const chosen = found.find(({ campaignId }) => campaignId === wish.campaignId);
  const importing = useImport();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (chosen && !importing.isPending) importing.mutate(wish);
  };
  return (
    <form className="form" onSubmit={submit}>
      <div className="toolbar">
        <label className="field">
          <span>{t('rehearsal.campaign')}</span>
          <select
            className="select"
            value={wish.campaignId}
            onChange={event => change({ campaignId: event.target.value, version: 0 })}
          >
            <option value="">{t('rehearsal.choose')}</option>
            {found.map(({ campaignId, spec }) => (
              <option key={campaignId} value={campaignId}>
                {`${spec?.displayName ?? campaignId} · ${campaignId}`}
              </option>
            ))}
          </select>
        </label>
        {chosen && <VersionField campaign={chosen} version={wish.version} onChange={version => change({ version })} />}
      </div>
      <label className="check">
        <input type="checkbox" checked={wish.beginNow} onChange={event => change({ beginNow: event.target.checked })} />
        {t('rehearsal.beginNow')}
      </label>
      {importing.error && <ErrorNote error={importing.error} />}
      <div>
        <Button type="primary" htmlType="submit" disabled={!chosen} loading={importing.isPending}>
          {t('rehearsal.doImport')}
        </Button>
      </div>
    </form>
  );
}

interface VersionProps {
  readonly campaign: Campaign;
  readonly version: number;
  readonly onChange: (version: number) => void;
}

// The newest, or where customers have another one, that one.
function VersionField({ campaign: { version: newest, publishedVersion }, version, onChange }: VersionProps) {
  const { t } = useI18n();
  return (
    <label className="field">
      <span>{t('rehearsal.version')}</span>
      <select className="select" value={version} onChange={event => onChange(Number(event.target.value))}>
        <option value={0}>{t('rehearsal.newest', { version: newest })}</option>
        {publishedVersion > 0 && publishedVersion < newest && (
          <option value={publishedVersion}>{t('rehearsal.inEffect', { version: publishedVersion })}</option>
        )}
      </select>
    </label>
  );
}

function useImport() {
  const { t } = useI18n();
  return useMutation({
    mutationFn: (wish: Wish) => rehearsal.importCampaign(wish),
    onSuccess: async ({ campaign }) => {
      await queryClient.invalidateQueries();
      announce(t('rehearsal.imported', { name: campaign?.spec?.displayName ?? '' }));
    },
  });
}
