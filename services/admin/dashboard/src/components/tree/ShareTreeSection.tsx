import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { Code, codeOf } from '@/api/errors';
import { useShareTree } from '@/api/useSections';
import { EmptyNote } from '@/components/EmptyNote';
import { SectionPanel } from '@/components/section/SectionPanel';
import { useI18n } from '@/i18n';
import { shareTree } from '@/lib/shareTree';
import { baseOf, fileOf, type Subject } from '@/lib/subject';
import { TreeExplorer } from './TreeExplorer';

/** How many people are read: at first those whom nobody waits for, then as many as one asks to see. */
const sizes = [2_000, 10_000, 20_000] as const;

/** Whom one person brought, whom those did, and so on. */
export default function ShareTreeSection({ subject }: { subject: Subject }) {
  const { t } = useI18n();
  const { user = '' } = useParams();
  const [step, setStep] = useState(0);
  const query = useShareTree(subject.campaignId, user, sizes[step] ?? sizes[0]);
  const nodes = query.data?.nodes;
  const tree = useMemo(() => nodes && shareTree(nodes), [nodes]);
  const unknown = query.error && [Code.NotFound, Code.InvalidArgument].includes(codeOf(query.error));
  return (
    <>
      <p>
        <Link to={`${baseOf(subject)}/sharers`}>‹ {t('tree.back')}</Link>
      </p>
      {unknown ? (
        <EmptyNote title={t('tree.unknown', { user })}>
          <p className="quiet">{t('tree.unknownHelp')}</p>
        </EmptyNote>
      ) : (
        <SectionPanel name="tree" title="tree.title" query={query} zone={subject.zone}>
          {({ truncated }) =>
            tree && (
              <TreeExplorer
                key={nodes?.[0]?.user}
                tree={tree}
                zone={subject.zone}
                file={`${fileOf(subject)}-tree`}
                truncated={truncated}
                onMore={step + 1 < sizes.length ? () => setStep(step + 1) : undefined}
              />
            )
          }
        </SectionPanel>
      )}
    </>
  );
}
