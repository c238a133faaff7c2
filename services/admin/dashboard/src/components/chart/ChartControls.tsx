import { Choice } from '@/components/Choice';
import { useI18n } from '@/i18n';
import { allSeries, type SeriesName } from '@/lib/metrics';
import { AddressNote } from '@/components/range/AddressNote';
import type { ChartChoice, StepName } from './useChartChoice';

/** Which metric, and in which steps. */
export function ChartControls({ choice }: { choice: ChartChoice }) {
  const { t } = useI18n();
  const { change } = choice;
  return (
    <div className="toolbar">
      <label className="inline-field">
        <span className="hidden">{t('chart.metric')}</span>
        <select
          className="select"
          name="metric"
          value={choice.series}
          onChange={event => change({ metric: event.target.value })}
        >
          {(Object.keys(allSeries) as SeriesName[]).map(name => (
            <option key={name} value={name}>
              {t(allSeries[name].label)}
            </option>
          ))}
        </select>
      </label>
      <Choice<StepName>
        label={t('chart.step')}
        value={choice.step}
        options={choice.steps.map(value => ({ value, text: t(`step.${value}`) }))}
        onChange={value => change({ step: value })}
      />
      <AddressNote name="metric" options={Object.keys(allSeries)} />
      <AddressNote name="step" options={choice.steps} />
    </div>
  );
}
