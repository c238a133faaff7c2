import { Choice } from '@/components/Choice';
import { useI18n } from '@/i18n';
import type { Preset } from '@/lib/range';
import { AddressNote } from './AddressNote';
import { presets, type RangeChoice } from './useRangeChoice';

/** Over which stretch everything below it counts, and whether beside the stretch before. */
export function RangeBar({ choice }: { choice: RangeChoice }) {
  const { t } = useI18n();
  const { change } = choice;
  return (
    <div className="toolbar">
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
          <Day label={t('range.from')} value={choice.from} onChange={from => change({ from })} />–
          <Day label={t('range.to')} value={choice.to} onChange={to => change({ to })} />
        </span>
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={choice.compare}
          disabled={!choice.previous}
          onChange={event => change({ compare: event.target.checked ? '1' : '' })}
        />
        {t('chart.compare')}
      </label>
      <AddressNote name="range" options={presets} />
      {!choice.range && <p className="quiet">{t('range.incomplete')}</p>}
    </div>
  );
}

function Day({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  return (
    <label>
      <span className="hidden">{label}</span>
      <input className="select" type="date" value={value} onChange={event => onChange(event.target.value)} />
    </label>
  );
}
