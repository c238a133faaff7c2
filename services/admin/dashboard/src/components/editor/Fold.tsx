import { useState, type ReactNode } from 'react';
import { useI18n } from '@/i18n';
import { Finding_Severity as Severity } from '@/gen/fudai/admin/v1/campaigns_pb';
import { useEditor } from './EditorContext';
import { isUnder } from './findings';

interface Props {
  readonly title: ReactNode;
  /** What lies in it: its findings are counted at its head. */
  readonly paths: readonly string[];
  readonly open: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part that opens when it is asked for. What it holds is made when it first opens. */
export function Fold({ title, paths, open, className = 'fold', children }: Props) {
  const { t } = useI18n();
  const { findings } = useEditor();
  const [initially] = useState(open);
  const [opened, setOpened] = useState(open);
  const inside = findings.filter(finding => paths.some(path => isUnder(finding.field, path)));
  const wrong = inside.some(finding => finding.severity === Severity.ERROR);
  return (
    <details className={className} open={initially} onToggle={event => event.currentTarget.open && setOpened(true)}>
      <summary data-paths={paths.join(' ')}>
        {title}
        {inside.length > 0 && (
          <span className={`tag ${wrong ? 'tag-red' : 'tag-gold'}`}>{t('edit.found', { count: inside.length })}</span>
        )}
      </summary>
      {opened && <div className="fold-body">{children}</div>}
    </details>
  );
}
