import { Button } from 'antd';
import { useState } from 'react';
import { UserName } from '@/components/sharers/UserName';
import { useI18n } from '@/i18n';
import { pathTo, type ShareTree } from '@/lib/shareTree';

interface Props {
  readonly tree: ShareTree;
  readonly chosen: number;
  readonly zone: string;
  readonly onChoose: (node: number) => void;
}

const pageSize = 30;

/** One person of the tree: who brought them, when, what they did, and whom they brought. All of the tree can be walked here. */
export function NodeDetails({ tree, chosen, zone, onChoose }: Props) {
  const { t, count, moment } = useI18n();
  const node = tree.nodes[chosen];
  if (!node) return null;
  const path = pathTo(tree, chosen);
  return (
    <section className="tree-details" aria-label={t('tree.person')} aria-live="polite" data-node={node.user}>
      <nav aria-label={t('tree.path')} className="tree-path">
        {path.map((each, index) => (
          <span key={each}>
            {index > 0 && <span aria-hidden="true">› </span>}
            {each === chosen ? (
              <strong>{tree.nodes[each]?.user}</strong>
            ) : (
              <button type="button" className="link-button" onClick={() => onChoose(each)}>
                {tree.nodes[each]?.user}
              </button>
            )}
          </span>
        ))}
      </nav>
      <dl className="facts facts-column">
        <Fact name={t('sharer.user')}>
          <UserName user={node.user} />
        </Fact>
        <Fact name={t('tree.level')}>{count(tree.level[chosen] ?? 0)}</Fact>
        <Fact name={t('tree.touch')}>{node.touchTime ? moment(node.touchTime, zone) : t('tree.noTouch')}</Fact>
        <Fact name={t('metric.orders')}>{count(node.orders)}</Fact>
        <Fact name={t('tree.touched')}>{count(node.touched)}</Fact>
      </dl>
      <Children key={chosen} {...{ tree, chosen, onChoose }} />
    </section>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Children({ tree, chosen, onChoose }: Omit<Props, 'zone'>) {
  const { t, count } = useI18n();
  const [shown, setShown] = useState(pageSize);
  const children = tree.children[chosen] ?? [];
  if (children.length === 0) return <p className="quiet">{t('tree.nobody')}</p>;
  return (
    <>
      <h3>{t('tree.brought')}</h3>
      <ul className="tree-children">
        {children.slice(0, shown).map(child => (
          <li key={child}>
            <button type="button" className="link-button" onClick={() => onChoose(child)}>
              {tree.nodes[child]?.user}
            </button>{' '}
            <span className="quiet">{t('tree.child', { touched: count(tree.nodes[child]?.touched ?? 0n) })}</span>
          </li>
        ))}
      </ul>
      {shown < children.length && (
        <Button size="small" onClick={() => setShown(shown + pageSize)}>
          {t('more')}
        </Button>
      )}
    </>
  );
}
