import { expect, it } from 'vitest';
import { radialLayout, shareTree } from '@/lib/shareTree';
import { nodeAt, wholeView, zoomed } from './scene';

const tree = shareTree([-1, 0, 0, 0].map((parent, index) => ({ user: `U${index}`, parent, orders: 0n, touched: 0n })));
const scene = { tree, layout: radialLayout(tree) };
const size = { width: 400, height: 300 };

it('shows all of a tree, and finds the node under a finger', () => {
  const view = wholeView(scene, size);
  const at = (index: number): [number, number] => [
    (scene.layout.x[index] ?? 0) * view.scale + view.x,
    (scene.layout.y[index] ?? 0) * view.scale + view.y,
  ];
  for (const index of [0, 1, 2, 3]) {
    const [x, y] = at(index);
    expect(x > 0 && x < size.width && y > 0 && y < size.height).toBe(true);
    expect(nodeAt(scene, view, x + 3, y - 3)).toBe(index);
  }
  expect(nodeAt(scene, view, 0, 0)).toBe(-1);
});

it('zooms around a point that stays where it is', () => {
  const view = zoomed({ x: 100, y: 50, scale: 1 }, 2, 40, 90);
  expect(view).toEqual({ x: 160, y: 10, scale: 2 });
});
