import { Button } from 'antd';
import { useRef, useState } from 'react';
import { FigureItem } from '@/components/FigureItem';
import { useI18n } from '@/i18n';
import { toCsv } from '@/lib/csv';
import { download, downloadCsv } from '@/lib/download';
import { treeCells, type ShareTree } from '@/lib/shareTree';
import { NodeDetails } from './NodeDetails';
import { TreeCanvas } from './TreeCanvas';
import { TreeSearch } from './TreeSearch';

interface Props {
  readonly tree: ShareTree;
  readonly zone: string;
  readonly file: string;
  readonly truncated: boolean;
  /** Reads more of the tree; absent where there can be no more. */
  readonly onMore: (() => void) | undefined;
}

/** A tree to be explored by hand, by search, and person by person. */
export function TreeExplorer({ tree, zone, file, truncated, onMore }: Props) {
  const { t, count } = useI18n();
  const [chosen, choose] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  const people = tree.nodes.length - 1;
  const customers = tree.nodes.slice(1).filter(({ orders }) => orders > 0n).length;
  const header = [
    'tree.level',
    'sharer.user',
    'tree.broughtBy',
    'tree.touch',
    'metric.orders',
    'tree.touched',
  ] as const;
  const savePng = (): void =>
    frame.current?.querySelector('canvas')?.toBlob(picture => picture && download(`${file}.png`, picture));
  return (
    <>
      <dl className="figures figures-four">
        <FigureItem name="tree-people" label="tree.people" definition="tree.peopleDefinition" value={count(people)} />
        <FigureItem
          name="tree-customers"
          label="tree.customers"
          definition="tree.customersDefinition"
          value={count(customers)}
        />
        <FigureItem
          name="tree-levels"
          label="tree.levels"
          definition="tree.levelsDefinition"
          value={count(tree.level.at(-1) ?? 0)}
        />
      </dl>
      {truncated && (
        <p className="alarm alarm-info">
          {t('tree.truncated', { nodes: count(tree.nodes.length) })}{' '}
          {onMore && (
            <button type="button" className="link-button" onClick={onMore}>
              {t('tree.more')}
            </button>
          )}
        </p>
      )}
      <div className="panel-head">
        <TreeSearch tree={tree} chosen={chosen} onChoose={choose} />
        <div className="panel-actions">
          <Button
            size="small"
            onClick={() =>
              downloadCsv(
                `${file}.csv`,
                toCsv(
                  header.map(key => t(key)),
                  treeCells(tree, zone),
                ),
              )
            }
          >
            {t('chart.csv')}
          </Button>
          <Button size="small" onClick={savePng}>
            {t('chart.png')}
          </Button>
        </div>
      </div>
      <div className="tree" ref={frame}>
        <TreeCanvas tree={tree} chosen={chosen} label={t('tree.label', { people: count(people) })} onChoose={choose} />
        <NodeDetails tree={tree} chosen={chosen} zone={zone} onChoose={choose} />
      </div>
      <p className="quiet chart-foot">
        <span className="dot dot-customer" aria-hidden="true" /> {t('tree.isCustomer')}{' '}
        <span className="dot dot-opener" aria-hidden="true" /> {t('tree.isOpener')} {t('tree.help')}
      </p>
    </>
  );
}
