import { Choice } from '@/components/Choice';
import { useI18n } from '@/i18n';
import { allSeries, type SeriesName } from '@/lib/metrics';
import type { Preset } from '@/lib/range';
import type { ChartChoice, StepName } from './useChartChoice';

/** Which metric, over which stretch, in which steps, and whether beside the stretch before. */
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
      <Choice<Preset>
        label={t('chart.range')}
        value={choice.preset}
        options={[
          { value: 'day', text: t('range.day') },
          { value: 'week', text: t('range.week') },
          { value: 'month', text: t('range.month') },
          { value: 'all', text: t('range.all') },
          { value: 'custom', text: t('range.custom') },
        ]}
        onChange={value => change({ range: value, step: '' })}
      />
      {choice.preset === 'custom' && (
        <span className="dates">
          <label>
            <span className="hidden">{t('range.from')}</span>
            <input
              className="select"
              type="date"
              value={choice.from}
              onChange={event => change({ from: event.target.value })}
            />
          </label>
          –
          <label>
            <span className="hidden">{t('range.to')}</span>
            <input
              className="select"
              type="date"
              value={choice.to}
              onChange={event => change({ to: event.target.value })}
            />
          </label>
        </span>
      )}
      <Choice<StepName>
        label={t('chart.step')}
        value={choice.step}
        options={[
          { value: 'hour', text: t('step.hour') },
          { value: 'day', text: t('step.day') },
        ]}
        onChange={value => change({ step: value })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={choice.compare}
          disabled={!choice.previous}
          onChange={event => change({ compare: event.target.checked ? '1' : '' })}
        />
        {t('chart.compare')}
      </label>
    </div>
  );
}
