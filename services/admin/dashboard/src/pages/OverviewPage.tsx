import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useSearchParams } from 'react-router-dom';
import { campaigns } from '@/api/clients';
import { useSession } from '@/api/session';
import { useBudgets } from '@/api/useBudget';
import { useSparklines } from '@/api/useSparklines';
import { Choice } from '@/components/Choice';
import { EmptyNote } from '@/components/EmptyNote';
import { ErrorNote } from '@/components/ErrorNote';
import { Loading } from '@/components/Loading';
import { PageHead } from '@/components/PageHead';
import { CampaignCard } from '@/components/overview/CampaignCard';
import { ChainFigures } from '@/components/overview/ChainFigures';
import { useMinute } from '@/components/range/useMinute';
import { AddressNote } from '@/components/range/AddressNote';
import { useI18n, type PlainKey } from '@/i18n';
import { may } from '@/lib/permissions';
import { CampaignState as State } from '@/gen/fudai/admin/v1/campaigns_pb';

const pageSize = 24;

const filters = {
  all: { label: 'overview.all', filter: '' },
  active: { label: 'state.active', filter: 'state = ACTIVE' },
  scheduled: { label: 'state.scheduled', filter: 'state = SCHEDULED' },
  paused: { label: 'state.paused', filter: 'state = PAUSED' },
  inReview: { label: 'state.inReview', filter: 'state = IN_REVIEW' },
  draft: { label: 'state.draft', filter: 'state = DRAFT' },
  ended: { label: 'state.ended', filter: 'state = ENDED' },
  archived: { label: 'state.archived', filter: 'state = ARCHIVED' },
} as const satisfies Record<string, { label: PlainKey; filter: string }>;

// What can still be decided stands before what is over; within a state, the newest first.
const urgency: readonly State[] = [
  State.PAUSED,
  State.ACTIVE,
  State.IN_REVIEW,
  State.SCHEDULED,
  State.DRAFT,
  State.ENDED,
  State.ARCHIVED,
];

type Filter = keyof typeof filters;

const isFilter = (text: string | null): text is Filter => text !== null && Object.hasOwn(filters, text);

export default function OverviewPage() {
  const { t } = useI18n();
  const { session } = useSession();
  const [parameters, setParameters] = useSearchParams();
  const now = useMinute();
  const asked = parameters.get('state');
  const choice = isFilter(asked) ? asked : 'all';
  const { filter } = filters[choice];
  const list = useInfiniteQuery({
    queryKey: ['campaigns', filter],
    queryFn: ({ pageParam, signal }) => campaigns.listCampaigns({ pageSize, pageToken: pageParam, filter }, { signal }),
    initialPageParam: '',
    getNextPageParam: page => page.nextPageToken || undefined,
    refetchInterval: 15_000,
  });
  const found = (list.data?.pages.flatMap(page => page.campaigns) ?? []).sort(
    (a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state),
  );
  const { hours, days } = useSparklines(list.isPending ? undefined : found, now);
  const budgets = useBudgets(found);
  return (
    <>
      <PageHead title={t('nav.overview')} lead={t('overview.lead')}>
        {may(session?.role, 'edit') && (
          <Link to="/new" className="button-link">
            {t('overview.new')}
          </Link>
        )}
      </PageHead>
      <ChainFigures query={days} />
      <AddressNote name="state" options={Object.keys(filters)} />
      <div className="toolbar">
        <Choice
          label={t('overview.filter')}
          value={choice}
          options={Object.entries(filters).map(([value, { label }]) => ({ value: value as Filter, text: t(label) }))}
          onChange={value => setParameters(value === 'all' ? {} : { state: value }, { replace: true })}
        />
      </div>
      {list.error && <ErrorNote error={list.error} onRetry={() => void list.refetch()} />}
      {hours.error && <ErrorNote error={hours.error} onRetry={() => void hours.refetch()} />}
      {budgets.error && <ErrorNote error={budgets.error} onRetry={() => void budgets.refetch()} />}
      {list.isPending && <Loading rows={8} />}
      {list.isSuccess && found.length === 0 && (
        <EmptyNote title={t(choice === 'all' ? 'overview.none' : 'overview.noneSuch')}>
          {choice === 'all' && <p className="quiet">{t('overview.noneHelp')}</p>}
        </EmptyNote>
      )}
      <ul className="cards">
        {found.map(campaign => (
          <li key={campaign.campaignId}>
            <CampaignCard
              campaign={campaign}
              line={hours.data?.byId.get(campaign.campaignId) ?? days.data?.byId.get(campaign.campaignId)}
              budget={budgets.data?.get(campaign.campaignId)}
              now={now}
            />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
    </>
  );
}
