import { Link } from 'react-router-dom';
import { FigureItem } from '@/components/FigureItem';
import { useI18n } from '@/i18n';
import type { GetRehearsalResponse } from '@/gen/fudai/admin/v1/rehearsal_pb';

/** What the rehearsal's clock shows, and what it holds. */
export function StatePanel({ rehearsal, zone }: { rehearsal: GetRehearsalResponse; zone: string }) {
  const { t, moment, count } = useI18n();
  const { now, events, keys, campaignIds } = rehearsal;
  return (
    <section className="panel" aria-labelledby="rehearsal-title">
      <h2 className="panel-title" id="rehearsal-title">
        {t('rehearsal.state')}
      </h2>
      <dl className="figures figures-rehearsal">
        <FigureItem
          name="clock"
          label="rehearsal.clock"
          definition="rehearsal.clockDefinition"
          value={moment(now, zone, 'second')}
          note={zone}
        />
        <FigureItem
          name="events"
          label="rehearsal.events"
          definition="rehearsal.eventsDefinition"
          value={count(events)}
        />
        <FigureItem name="keys" label="rehearsal.keys" definition="rehearsal.keysDefinition" value={count(keys)} />
      </dl>
      {campaignIds.length === 0 ? (
        <p className="quiet">{t('rehearsal.noCampaigns')}</p>
      ) : (
        <div>
          <p className="quiet">{t('rehearsal.campaigns')}</p>
          <ul className="links">
            {campaignIds.map(id => (
              <li key={id}>
                <Link to={`/campaigns/${id}`}>{id}</Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
