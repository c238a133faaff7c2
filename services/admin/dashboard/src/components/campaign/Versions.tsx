import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { campaigns } from '@/api/clients';
import { DataTable, type Column } from '@/components/DataTable';
import { ErrorNote } from '@/components/ErrorNote';
import { Loading } from '@/components/Loading';
import { useI18n } from '@/i18n';
import type { Campaign, CampaignVersion } from '@/gen/fudai/admin/v1/campaigns_pb';
import { Comparison } from './Comparison';

/** Every version of a campaign, and what differs between two of them. */
export default function Versions({ campaign }: { campaign: Campaign }) {
  const { t, moment } = useI18n();
  const { campaignId, version: newest } = campaign;
  const zone = campaign.spec?.timeZone ?? 'UTC';
  const [from, setFrom] = useState(Math.max(1, newest - 1));
  const [to, setTo] = useState(newest);
  const list = useInfiniteQuery({
    queryKey: ['versions', campaignId],
    queryFn: ({ pageParam, signal }) =>
      campaigns.listCampaignVersions({ campaignId, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: page => page.nextPageToken || undefined,
  });
  const versions = list.data?.pages.flatMap(page => page.versions) ?? [];
  const columns: Column<CampaignVersion>[] = [
    { name: t('versions.version'), render: each => each.version, figure: true },
    { name: t('versions.author'), render: each => each.author },
    { name: t('versions.written'), render: each => moment(each.createTime, zone) },
    { name: t('versions.reason'), render: each => each.reason || '–' },
    {
      name: t('versions.published'),
      render: each => (each.publishTime ? moment(each.publishTime, zone) : t('versions.never')),
    },
    {
      name: t('versions.from'),
      render: each => (
        <Pick
          name="from"
          label={t('versions.fromLabel', { version: each.version })}
          checked={from === each.version}
          onPick={() => setFrom(each.version)}
        />
      ),
    },
    {
      name: t('versions.to'),
      render: each => (
        <Pick
          name="to"
          label={t('versions.toLabel', { version: each.version })}
          checked={to === each.version}
          onPick={() => setTo(each.version)}
        />
      ),
    },
  ];
  return (
    <>
      <section className="panel" aria-labelledby="versions-title">
        <h2 className="panel-title" id="versions-title">
          {t('campaign.versions')}
        </h2>
        {list.error && <ErrorNote error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <Loading />}
        {list.isSuccess && (
          <DataTable
            caption={t('campaign.versions')}
            columns={columns}
            rows={versions}
            rowKey={each => String(each.version)}
          />
        )}
        {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('more')}</Button>}
      </section>
      <Comparison campaignId={campaignId} from={Math.min(from, to)} to={Math.max(from, to)} />
    </>
  );
}

function Pick({ name, label, checked, onPick }: { name: string; label: string; checked: boolean; onPick: () => void }) {
  return <input type="radio" name={name} aria-label={label} checked={checked} onChange={onPick} />;
}
