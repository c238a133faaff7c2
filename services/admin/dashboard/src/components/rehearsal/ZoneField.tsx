import { useI18n } from '@/i18n';
import { ownZone } from '@/lib/dates';

// The browser's list leaves out UTC, and may leave out the reader's own.
const zones = [...new Set(['UTC', ownZone(), ...Intl.supportedValuesOf('timeZone')])].sort();

/** The zone in which the rehearsal's clock is read and typed. */
export function ZoneField({ zone, onChange }: { zone: string; onChange: (zone: string) => void }) {
  const { t } = useI18n();
  return (
    <label className="field">
      <span>{t('rehearsal.zone')}</span>
      <select className="select" value={zone} onChange={event => onChange(event.target.value)}>
        {zones.map(each => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </label>
  );
}
