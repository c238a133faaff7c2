import { Link } from 'react-router-dom';
import { useI18n } from '@/i18n';
import { entryWords, type EntryWords } from '@/lib/entryWords';
import type { LedgerEntry } from '@/gen/fudai/admin/v1/ledger_pb';

/** What happened, oldest first; every id leads to its own story. */
export function Story({ entries, zone }: { entries: readonly LedgerEntry[]; zone: string }) {
  const i18n = useI18n();
  return (
    <>
      <ol className="story">
        {entries.map(entry => {
          const words = entryWords(entry, i18n, zone);
          return (
            <li key={`${entry.partition}-${entry.number}`} className={`story-entry story-${words.tone}`}>
              <time className="quiet">{i18n.moment(entry.occurTime, zone, 'second')}</time>
              <div>
                <strong>{words.title}</strong>
                <Details words={words} />
              </div>
            </li>
          );
        })}
      </ol>
      <p className="quiet">{i18n.t('chart.zone', { zone })}</p>
    </>
  );
}

function Details({ words }: { words: EntryWords }) {
  return (
    <dl className="story-details">
      {words.details.map(({ name, text, to }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{to ? <Link to={to}>{text}</Link> : text}</dd>
        </div>
      ))}
    </dl>
  );
}
