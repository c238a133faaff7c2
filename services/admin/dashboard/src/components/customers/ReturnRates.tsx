import type { ReactNode } from 'react';
import { layersOption } from '@/components/chart/layers';
import { DataTable } from '@/components/DataTable';
import { ChartPart } from '@/components/section/ChartPart';
import { Part } from '@/components/section/Part';
import { useI18n, type PlainKey } from '@/i18n';
import { Origin, overallRate, spans, type Cohort, type SpanName } from '@/lib/cohorts';

const origins: readonly { origin: Origin; label: PlainKey }[] = [
  { origin: Origin.REFERRED, label: 'cohort.referred' },
  { origin: Origin.ORGANIC, label: 'cohort.organic' },
];

interface Props {
  readonly cohorts: readonly Cohort[];
  readonly file: string;
  readonly children?: ReactNode;
}

/** Who came again within a day, a week and a month: brought by a bag against come by themselves. */
export function ReturnRates({ cohorts, file, children }: Props) {
  const { t, percent } = useI18n();
  const rateOf = (span: SpanName, origin: Origin): number | undefined => overallRate(cohorts, origin, span);
  const layers = {
    labels: spans.map(span => t(`cohort.${span}`)),
    columns: origins.map(({ origin, label }) => ({
      name: t(label),
      values: spans.map(span => rateOf(span, origin) ?? null),
    })),
    format: percent,
    formatAxis: percent,
  };
  const columns = [
    { name: t('cohort.span'), render: (span: SpanName) => t(`cohort.${span}`) },
    ...origins.map(({ origin, label }) => ({
      name: t(label),
      render: (span: SpanName) => <span data-rate={`${span}-${origin}`}>{percent(rateOf(span, origin))}</span>,
      figure: true,
    })),
  ];
  const part = {
    name: 'return-rates',
    title: 'cohort.rates',
    definition: 'cohort.ratesDefinition',
    file,
    header: columns.map(({ name }) => name),
  } as const;
  if (!spans.some(span => origins.some(({ origin }) => rateOf(span, origin) !== undefined))) {
    return (
      <Part {...part} cells={[]}>
        <p className="quiet chart-empty">{t('cohort.noRates')}</p>
      </Part>
    );
  }
  return (
    <ChartPart
      {...part}
      cells={spans.map(span => [t(`cohort.${span}`), ...origins.map(({ origin }) => rateOf(span, origin) ?? '')])}
      option={theme => layersOption(layers, theme)}
      height={260}
      label={t('cohort.rates')}
    >
      <DataTable caption={t('cohort.rates')} columns={columns} rows={spans} rowKey={span => span} />
      {children}
    </ChartPart>
  );
}
