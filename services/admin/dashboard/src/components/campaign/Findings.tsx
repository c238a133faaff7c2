import { useI18n } from '@/i18n';
import { FindingWords } from './FindingWords';
import { Finding_Severity as Severity, type Finding } from '@/gen/fudai/admin/v1/campaigns_pb';

/** What the validator says, errors first; moments in the campaign's zone. */
export function Findings({ findings, zone }: { findings: readonly Finding[]; zone: string }) {
  const { t } = useI18n();
  if (findings.length === 0) return <p className="fine">{t('findings.none')}</p>;
  return (
    <ul className="findings">
      {findings.map(finding => (
        <li
          key={`${finding.field} ${finding.message}`}
          className={finding.severity === Severity.ERROR ? 'finding finding-error' : 'finding'}
        >
          <span className="finding-level">
            {t(finding.severity === Severity.ERROR ? 'findings.error' : 'findings.warning')}
          </span>
          <span>
            <code>{finding.field}</code> <FindingWords finding={finding} zone={zone} />
            {finding.rule && <code className="finding-rule">{finding.rule}</code>}
          </span>
        </li>
      ))}
    </ul>
  );
}
