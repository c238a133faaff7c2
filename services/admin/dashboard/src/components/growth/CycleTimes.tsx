import { Definition } from '@/components/Definition';
import { useI18n, type PlainKey } from '@/i18n';
import { cycleGroups, spanOf, type Span } from '@/lib/virality';
import type { Durations, HoursBucket } from '@/gen/fudai/admin/v1/stats_common_pb';
import { Distribution } from './Distribution';
import { Part } from './Part';

/** How long it took from a bag to the first orders that it brought. */
export function CycleTimes({ cycle, file }: { cycle: Durations | undefined; file: string }) {
  const { t } = useI18n();
  const sayHours = useSpanWords();
  const buckets = cycle?.buckets ?? [];
  return (
    <Part
      name="cycle-time"
      title="cycle.title"
      definition="cycle.definition"
      file={file}
      header={[t('cycle.csvFrom'), t('cycle.csvTo'), t('step.newCustomers')]}
      cells={buckets.map(({ fromHours, toHours, count }) => [fromHours, toHours || '', count])}
    >
      {buckets.length === 0 ? (
        <p className="quiet">{t('cycle.none')}</p>
      ) : (
        <>
          <dl className="figures figures-two">
            <Mark name="median" bucket={cycle?.median} label="cycle.median" definition="cycle.medianDefinition" />
            <Mark name="p90" bucket={cycle?.p90} label="cycle.p90" definition="cycle.p90Definition" />
          </dl>
          <Distribution
            shares={cycleGroups(buckets).map(group => ({
              key: String(group.from),
              label: sayHours(group),
              count: group.count,
            }))}
          />
        </>
      )}
      <p className="quiet chart-foot">{t('cycle.young')}</p>
    </Part>
  );
}

interface MarkProps {
  readonly name: string;
  readonly bucket: HoursBucket | undefined;
  readonly label: PlainKey;
  readonly definition: PlainKey;
}

function Mark({ name, bucket, label, definition }: MarkProps) {
  const { t } = useI18n();
  const sayHours = useSpanWords();
  return (
    <div className="figure">
      <dt>
        {t(label)} <Definition of={t(label)} text={definition} />
      </dt>
      <dd className="figure-value" data-figure={name}>
        {bucket ? sayHours(spanOf(bucket)) : '–'}
      </dd>
    </div>
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
