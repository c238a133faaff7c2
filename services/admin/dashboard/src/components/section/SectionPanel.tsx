import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Age } from '@/components/campaign/Age';
import { ErrorNote } from '@/components/ErrorNote';
import { Loading } from '@/components/Loading';
import { useI18n, type PlainKey } from '@/i18n';
import type { Range } from '@/lib/range';
import type { Freshness } from '@/gen/fudai/admin/v1/stats_common_pb';
import { DaysNote } from './DaysNote';
import { EarlierError } from './EarlierError';

interface Answer {
  readonly freshness?: Freshness;
  readonly timeZone?: string;
}

interface Props<Response extends Answer> {
  readonly name: string;
  readonly title: PlainKey;
  readonly query: UseQueryResult<Response>;
  /** The same question about the range before, where it can be compared. */
  readonly earlier?: Pick<UseQueryResult, 'error' | 'refetch'>;
  /** The zone of what is said about age. */
  readonly zone: string;
  /** The days that were counted; absent where everything always is. */
  readonly days?: Range;
  /** What to say instead of the content; undefined where there is some. */
  readonly empty?: (answer: Response) => PlainKey | undefined;
  readonly actions?: ReactNode;
  readonly children: (answer: Response) => ReactNode;
}

/** A panel of what one RPC answered: loading, failed, empty, old or whole. */
export function SectionPanel<Response extends Answer>({ name, title, query, zone, days, ...rest }: Props<Response>) {
  const { t } = useI18n();
  const { data, error, isLoading, isPlaceholderData, dataUpdatedAt, refetch } = query;
  const nothing = data && rest.empty?.(data);
  const live = {
    link: error ? 'broken' : 'live',
    freshness: data?.freshness,
    confirmedAt: dataUpdatedAt || undefined,
  } as const;
  return (
    <section className="panel" aria-labelledby={`${name}-title`} aria-busy={isLoading || isPlaceholderData}>
      <div className="panel-head">
        <h2 className="panel-title" id={`${name}-title`}>
          {t(title)}
        </h2>
        {rest.actions && <div className="panel-actions">{rest.actions}</div>}
      </div>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {rest.earlier && <EarlierError query={rest.earlier} />}
      {isLoading && <Loading rows={6} />}
      {nothing && <p className="quiet chart-empty">{t(nothing)}</p>}
      {data && !nothing && (
        <div className={isPlaceholderData ? 'section-body section-waiting' : 'section-body'}>{rest.children(data)}</div>
      )}
      {data && days && <DaysNote days={days} zone={data.timeZone || zone} />}
      {data && <Age live={live} zone={zone} />}
    </section>
  );
}
