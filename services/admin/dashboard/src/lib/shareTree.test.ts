import { describe, expect, it } from 'vitest';
import { along, findUsers, pathTo, radialLayout, shareTree, treeCells } from './shareTree';

// root → a, b; a → c, d; b → e
const parents = [-1, 0, 0, 1, 1, 2];
const nodes = parents.map((parent, index) => ({
  user: `U${index}`,
  parent,
  orders: BigInt(index % 2),
  touched: BigInt(parents.filter(each => each === index).length),
}));
const tree = shareTree(nodes);

describe('a share tree', () => {
  it('knows children and levels', () => {
    expect(tree.children[0]).toEqual([1, 2]);
    expect(tree.level).toEqual([0, 1, 1, 2, 2, 2]);
    expect(shareTree([]).children).toEqual([]);
  });

  it('can be walked', () => {
    expect(along(tree, 3, 'up')).toBe(1);
    expect(along(tree, 0, 'up')).toBe(0);
    expect(along(tree, 0, 'down')).toBe(1);
    expect(along(tree, 5, 'down')).toBe(5);
    expect(along(tree, 3, 'next')).toBe(4);
    expect(along(tree, 3, 'before')).toBe(3);
    expect(pathTo(tree, 5)).toEqual([0, 2, 5]);
  });

  it('finds people', () => {
    expect(findUsers(tree, 'u5')).toEqual([5]);
    expect(findUsers(tree, '  ')).toEqual([]);
  });

  it('says in a spreadsheet who brought whom', () =>
    expect(treeCells(tree, 'Asia/Shanghai')[3]).toEqual([2, 'U3', 'U1', '', 1n, 0n]));
});

describe('places around the root', () => {
  const distance = (layout: ReturnType<typeof radialLayout>, index: number): number =>
    Math.hypot(layout.x[index] ?? 0, layout.y[index] ?? 0);

  it('put every level on a ring of its own', () => {
    const layout = radialLayout(tree);
    expect(distance(layout, 0)).toBe(0);
    expect(distance(layout, 1)).toBeCloseTo(distance(layout, 2));
    expect(distance(layout, 5)).toBeCloseTo(2 * distance(layout, 1));
    expect(distance(layout, 5)).toBeCloseTo(layout.reach);
  });

  it('leave room between ten thousand leaves', () => {
    const wide = shareTree(
      Array.from({ length: 10_001 }, (_, index) => ({
        user: `U${index}`,
        parent: index === 0 ? -1 : 0,
        orders: 0n,
        touched: 0n,
      })),
    );
    const { x, y } = radialLayout(wide);
    const gap = Math.hypot((x[1] ?? 0) - (x[2] ?? 0), (y[1] ?? 0) - (y[2] ?? 0));
    expect(gap).toBeGreaterThan(8);
  });

  it('are there for one person alone', () => expect(radialLayout(shareTree(nodes.slice(0, 1))).reach).toBe(0));
});
