import { Button } from 'antd';
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { useI18n } from '@/i18n';
import { useSettings, type Theme } from '@/lib/settings';
import { along, radialLayout, type ShareTree, type Way } from '@/lib/shareTree';
import { palette } from '@/lib/theme';
import { Explorer } from './explorer';
import type { Colors } from './scene';

interface Props {
  readonly tree: ShareTree;
  readonly chosen: number;
  readonly label: string;
  readonly onChoose: (node: number) => void;
}

const ways: Partial<Record<string, Way>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'next',
  ArrowLeft: 'before',
};

const colorsOf = (theme: Theme): Colors => {
  const { card, previous, accent, gold, danger, ink } = palette[theme];
  return { card, line: previous, customer: accent, opener: gold, chosen: danger, ink };
};

/** The tree around its root, to be moved, zoomed and walked along. */
export function TreeCanvas({ tree, chosen, label, onChoose }: Props) {
  const { t } = useI18n();
  const { theme } = useSettings();
  const canvas = useRef<HTMLCanvasElement>(null);
  const explorer = useRef<Explorer>();
  const scene = useMemo(() => ({ tree, layout: radialLayout(tree) }), [tree]);
  useEffect(() => {
    if (!canvas.current) return;
    const made = new Explorer(canvas.current, scene, colorsOf(theme), onChoose);
    explorer.current = made;
    return () => made.dispose();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- another theme only changes colours
  }, [scene, onChoose]);
  useEffect(() => explorer.current?.recolor(colorsOf(theme)), [theme]);
  useEffect(() => explorer.current?.choose(chosen), [chosen]);
  const walk = (event: KeyboardEvent): void => {
    const way = ways[event.key];
    if (way) onChoose(along(tree, chosen, way));
    else if (event.key === '+' || event.key === '=') explorer.current?.zoom(1.4);
    else if (event.key === '-') explorer.current?.zoom(1 / 1.4);
    else if (event.key === '0') explorer.current?.fit();
    else return;
    event.preventDefault();
  };
  return (
    <div className="tree-frame">
      <canvas
        ref={canvas}
        className="tree-canvas"
        // eslint-disable-next-line jsx-a11y/no-interactive-element-to-noninteractive-role -- the arrow keys walk along the tree
        role="application"
        aria-label={label}
        tabIndex={0}
        onKeyDown={walk}
      />
      <div className="tree-tools">
        <Button size="small" aria-label={t('tree.larger')} onClick={() => explorer.current?.zoom(1.4)}>
          +
        </Button>
        <Button size="small" aria-label={t('tree.smaller')} onClick={() => explorer.current?.zoom(1 / 1.4)}>
          −
        </Button>
        <Button size="small" onClick={() => explorer.current?.fit()}>
          {t('tree.whole')}
        </Button>
      </div>
    </div>
  );
}
