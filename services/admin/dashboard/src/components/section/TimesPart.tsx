import type { ReactNode } from 'react';
import { FigureItem } from '@/components/FigureItem';
import { useI18n, type PlainKey } from '@/i18n';
import { comparedGroups, spanOf, timesCells, type Span, type Times, type TimesBucket } from '@/lib/times';
import { SpreadPart } from './SpreadPart';
import { useBefore } from './useBefore';

interface Props {
  readonly name: string;
  readonly title: PlainKey;
  readonly definition: PlainKey;
  readonly file: string;
  readonly times: Times | undefined;
  /** The same of the range before, if that is compared. */
  readonly before?: Times;
  readonly counted: PlainKey;
  readonly none: PlainKey;
  readonly medianDefinition: PlainKey;
  readonly p90Definition: PlainKey;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** How long something took: the median, nine tenths, and how it is spread. */
export function TimesPart({ times, before, counted, medianDefinition, p90Definition, children, ...part }: Props) {
  const { t } = useI18n();
  const say = useSpanWords();
  const buckets = times?.buckets ?? [];
  const groups = comparedGroups(buckets, before?.buckets);
  const compared = useBefore();
  const written = (bucket: TimesBucket | undefined): string => (bucket ? say(spanOf(bucket)) : '–');
  return (
    <SpreadPart
      {...part}
      header={[
        t('cycle.csvFrom'),
        t('cycle.csvTo'),
        t(counted),
        ...(before ? [t('csv.previous', { metric: t(counted) })] : []),
      ]}
      cells={timesCells(buckets, before?.buckets)}
      shares={groups.map(({ now, before: then }) => ({
        key: String(now.from),
        label: say(now),
        count: now.count,
        before: then?.count,
      }))}
      counted={counted}
      by="times.took"
      lead={
        groups.length > 0 && (
          <dl className="figures figures-two">
            <FigureItem
              name={`${part.name}-median`}
              label="cycle.median"
              definition={medianDefinition}
              value={written(times?.median)}
              note={compared.written(before && written(before.median))}
            />
            <FigureItem
              name={`${part.name}-p90`}
              label="cycle.p90"
              definition={p90Definition}
              value={written(times?.p90)}
              note={compared.written(before && written(before.p90))}
            />
          </dl>
        )
      }
    >
      {children}
    </SpreadPart>
  );
}

const dayHours = 24;

// Days where a span begins and ends with one, hours otherwise.
function useSpanWords(): (span: Span) => string {
  const { t } = useI18n();
  return ({ from, to }) => {
    if (to === undefined) return t('span.over', { from: from / dayHours });
    if (to === 1) return t('span.first');
    return from % dayHours === 0 && to % dayHours === 0
      ? t('span.days', { from: from / dayHours, to: to / dayHours })
      : t('span.hours', { from, to });
  };
}
