import type { UseQueryResult } from '@tanstack/react-query';
import { FindingWords } from '@/components/campaign/FindingWords';
import { ErrorNote } from '@/components/ErrorNote';
import { useI18n } from '@/i18n';
import { Finding_Severity as Severity, type ValidateCampaignResponse } from '@/gen/fudai/admin/v1/campaigns_pb';
import type { CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';
import { useEditor } from './EditorContext';
import { jumpTo } from './findings';
import { placeWords } from './placeWords';
import type { Faults } from './SpecForm';

interface Props {
  readonly check: UseQueryResult<ValidateCampaignResponse>;
  /** True while what has been typed is not checked yet. */
  readonly waiting: boolean;
  readonly faults: Faults;
}

/** All that is wrong with what has been typed, each with a way to its field. */
export function Check({ check, waiting, faults }: Props) {
  const { t } = useI18n();
  const { spec, findings } = useEditor();
  const none = faults.size === 0 && findings.length === 0 && check.isSuccess;
  return (
    <section className="panel check-panel" aria-labelledby="editor-findings">
      <div className="panel-head">
        <h2 className="panel-title" id="editor-findings">
          {t('findings.title')}
        </h2>
        <span className="quiet" role="status" data-checking={waiting}>
          {waiting ? t('edit.checking') : check.isSuccess && t('edit.checked')}
        </span>
      </div>
      {check.error && <ErrorNote error={check.error} onRetry={() => void check.refetch()} />}
      {none && <p className="fine">{t('findings.none')}</p>}
      <ul className="findings">
        {[...faults].map(([path, fault]) => (
          <Item key={path} path={path} spec={spec} wrong>
            {t(fault)}
          </Item>
        ))}
        {findings.map(finding => (
          <Item
            key={`${finding.field} ${finding.message}`}
            path={finding.field}
            spec={spec}
            wrong={finding.severity === Severity.ERROR}
          >
            <FindingWords finding={finding} zone={spec.timeZone} />
            {finding.rule && <code className="finding-rule">{finding.rule}</code>}
          </Item>
        ))}
      </ul>
    </section>
  );
}

interface ItemProps {
  readonly path: string;
  readonly spec: CampaignSpec;
  readonly wrong: boolean;
  readonly children: React.ReactNode;
}

function Item({ path, spec, wrong, children }: ItemProps) {
  const i18n = useI18n();
  return (
    <li className={wrong ? 'finding finding-error' : 'finding'}>
      <span className="finding-level">{i18n.t(wrong ? 'findings.error' : 'findings.warning')}</span>
      <span>
        <button type="button" className="plain-button" onClick={() => void jumpTo(path)}>
          {placeWords(i18n, spec, path)}
        </button>{' '}
        {children}
      </span>
    </li>
  );
}
