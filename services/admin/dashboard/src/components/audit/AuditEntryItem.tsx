import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useI18n } from '@/i18n';
import { ownZone } from '@/lib/dates';
import { jsonChanges } from '@/lib/jsonChanges';
import { useAuditWords } from './words';
import type { AuditEntry } from '@/gen/fudai/admin/v1/audit_pb';

/** One change; what it changed is shown once it is asked for. */
export function AuditEntryItem({ entry }: { entry: AuditEntry }) {
  const { t, moment } = useI18n();
  const { act, role } = useAuditWords();
  const [open, setOpen] = useState(false);
  return (
    <li className="audit-entry">
      <span className="audit-number quiet">#{String(entry.number)}</span>
      <div className="audit-body">
        <p>
          <strong>{entry.actor}</strong> <span className="quiet">({role(entry.actorRole)})</span> · {act(entry.action)}{' '}
          · {entry.campaignId ? <Link to={`/campaigns/${entry.campaignId}`}>{entry.subject}</Link> : entry.subject}
        </p>
        {entry.reason && <p className="quiet">“{entry.reason}”</p>}
        {(entry.before || entry.after) && (
          <button type="button" className="plain-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'audit.hide' : 'audit.show')}
          </button>
        )}
        {open && <Changes before={entry.before} after={entry.after} />}
      </div>
      <time className="quiet">{moment(entry.createTime, ownZone(), 'second')}</time>
    </li>
  );
}

function Changes({ before, after }: { before: string; after: string }) {
  const { t } = useI18n();
  const changes = jsonChanges(before, after);
  if (changes.length === 0) return <p className="quiet">{t('audit.same')}</p>;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="table-frame" role="region" aria-label={t('audit.changes')} tabIndex={0}>
      <table className="table table-tight">
        <thead>
          <tr>
            <th scope="col">{t('change.field')}</th>
            <th scope="col">{t('change.before')}</th>
            <th scope="col">{t('change.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ path, from, to }) => (
            <tr key={path}>
              <td>
                <code>{path}</code>
              </td>
              <td>
                <code className="before">{from ?? '–'}</code>
              </td>
              <td>
                <code className="after">{to ?? '–'}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
