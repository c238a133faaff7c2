import { heatOption } from '@/components/chart/heat';
import { DataTable, type Column } from '@/components/DataTable';
import { Part } from '@/components/section/Part';
import { useI18n, type PlainKey } from '@/i18n';
import { Origin, cohortCells, cohortKey, depthOf, rate, spans, type Cohort } from '@/lib/cohorts';

interface Props {
  readonly cohorts: readonly Cohort[];
  readonly zone: string;
  readonly file: string;
}

const originWords: Record<Origin, PlainKey> = {
  [Origin.UNSPECIFIED]: 'cohort.unknown',
  [Origin.ORGANIC]: 'cohort.organic',
  [Origin.REFERRED]: 'cohort.referred',
};

/** Each week's customers, and which share of them ordered in the weeks after: the deeper the colour, the more. */
export function CohortTable({ cohorts, zone, file }: Props) {
  const { t, moment, percent, count } = useI18n();
  const depth = depthOf(cohorts);
  const weeks = Array.from({ length: depth }, (_, week) => week);
  const mixed = new Set(cohorts.map(({ origin }) => origin)).size > 1;
  const share = (name: string, again: (cohort: Cohort) => bigint | undefined): Column<Cohort> => ({
    name,
    render: cohort => percent(rate(again(cohort), cohort)),
    shade: cohort => rate(again(cohort), cohort),
    figure: true,
  });
  const origin: Column<Cohort> = {
    name: t('cohort.origin'),
    render: cohort => <span className="nowrap">{t(originWords[cohort.origin])}</span>,
  };
  const columns: Column<Cohort>[] = [
    {
      name: t('cohort.week'),
      render: ({ startTime }) => <span className="nowrap">{moment(startTime, zone, 'day')}</span>,
    },
    ...(mixed ? [origin] : []),
    { name: t('virality.customers'), render: ({ customers }) => count(customers), figure: true },
    ...spans.map(span => ({
      ...share(t(`cohort.${span}`), cohort => cohort[span]),
      definition: `cohortDefinition.${span}` as const,
    })),
    ...weeks.map(week => share(t('cohort.weekAfter', { week: week + 1 }), cohort => cohort.weeks[week])),
  ];
  const heat = {
    name: t('cohort.again'),
    columns: weeks.map(week => t('cohort.weekAfter', { week: week + 1 })),
    rows: cohorts.map(
      cohort => `${moment(cohort.startTime, zone, 'day')} ${mixed ? t(originWords[cohort.origin]) : ''}`,
    ),
    cells: cohorts.flatMap((cohort, row) =>
      cohort.weeks.map((again, week) => [week, row, rate(again, cohort) ?? 0] as const),
    ),
    format: percent,
    written: depth <= 12,
  };
  return (
    <Part
      name="cohorts"
      title="cohort.table"
      definition="cohort.definition"
      file={file}
      header={[
        t('cohort.csvWeek', { zone }),
        t('cohort.origin'),
        t('virality.customers'),
        ...spans.map(span => t(`cohort.${span}`)),
        ...heat.columns,
      ]}
      cells={cohortCells(cohorts, zone, each => t(originWords[each]))}
      picture={depth > 0 ? theme => heatOption(heat, theme) : undefined}
      pictureHeight={120 + cohorts.length * 30}
    >
      <div className="tall first-fixed rows-tight">
        <DataTable caption={t('cohort.table')} columns={columns} rows={cohorts} rowKey={cohortKey} />
      </div>
      <p className="quiet chart-foot">{t('cohort.young')}</p>
    </Part>
  );
}
