import { useWeekHours } from '@/api/useSections';
import { heatOption } from '@/components/chart/heat';
import { Choice } from '@/components/Choice';
import { DataTable, type Column } from '@/components/DataTable';
import { useAddress } from '@/components/range/useAddress';
import { ChartPart } from '@/components/section/ChartPart';
import type { Asked } from '@/components/section/RangedSection';
import { SectionPanel } from '@/components/section/SectionPanel';
import { useI18n } from '@/i18n';
import { fileOf } from '@/lib/subject';
import { dayHours, dayName, isWeekMetric, weekDays, weekMetrics, type WeekDay, type WeekMetricName } from '@/lib/week';

const twoDigits = (hour: number): string => String(hour).padStart(2, '0');

/** One metric by hour and weekday. */
export function WeekPanel({ subject, days }: Asked) {
  const { t } = useI18n();
  const { get, change } = useAddress();
  const asked = get('hours');
  const name = isWeekMetric(asked) ? asked : 'orders';
  const { metric, label } = weekMetrics[name];
  const query = useWeekHours(subject.campaignId, days, metric);
  return (
    <SectionPanel
      name="week"
      title="week.title"
      query={query}
      zone={subject.zone}
      days={days}
      empty={({ hours }) => (hours.some(({ value }) => value > 0n) ? undefined : 'chart.empty')}
      actions={
        <Choice<WeekMetricName>
          label={t('chart.metric')}
          value={name}
          options={(Object.keys(weekMetrics) as WeekMetricName[]).map(value => ({
            value,
            text: t(weekMetrics[value].label),
          }))}
          onChange={value => change({ hours: value === 'orders' ? '' : value })}
        />
      }
    >
      {({ hours }) => <Week week={weekDays(hours)} name={t(label)} file={`${fileOf(subject)}-${name}`} />}
    </SectionPanel>
  );
}

function Week({ week, name, file }: { week: readonly WeekDay[]; name: string; file: string }) {
  const { t, count, locale } = useI18n();
  const heat = {
    name,
    columns: dayHours.map(twoDigits),
    rows: week.map(({ day }) => dayName(day, locale)),
    cells: week.flatMap(({ hours }, row) => hours.map((value, hour) => [hour, row, Number(value)] as const)),
    format: count,
  };
  const columns: Column<WeekDay>[] = [
    { name: t('week.day'), render: ({ day }) => dayName(day, locale, 'long') },
    ...dayHours.map(hour => ({
      name: twoDigits(hour),
      render: ({ hours }: WeekDay) => count(hours[hour] ?? 0n),
      figure: true,
    })),
  ];
  return (
    <ChartPart
      name="week-hours"
      title="week.hours"
      definition="week.definition"
      file={file}
      header={columns.map(column => column.name)}
      cells={week.map(({ day, hours }) => [dayName(day, locale, 'long'), ...hours])}
      option={theme => heatOption(heat, theme)}
      height={330}
      label={t('week.label', { metric: name })}
      table={() => (
        <div className="first-fixed">
          <DataTable caption={t('week.title')} columns={columns} rows={week} rowKey={({ day }) => String(day)} />
        </div>
      )}
    />
  );
}
