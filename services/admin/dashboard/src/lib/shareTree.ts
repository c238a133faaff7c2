// The tree of whom one person brought: its links, its places around the root, and the ways along it.
import type { ShareTreeNode } from '@/gen/fudai/admin/v1/stats_people_pb';
import type { Cell } from './csv';
import { toDate, toLocal } from './dates';

export type TreeNode = Omit<ShareTreeNode, '$typeName'>;

export interface ShareTree {
  /** Level by level, the root first. */
  readonly nodes: readonly TreeNode[];
  /** By place in nodes. */
  readonly children: readonly (readonly number[])[];
  /** Steps from the root. */
  readonly level: readonly number[];
}

export function shareTree(nodes: readonly TreeNode[]): ShareTree {
  const children: number[][] = nodes.map(() => []);
  const level: number[] = [];
  nodes.forEach(({ parent }, index) => {
    level.push(parent < 0 ? 0 : (level[parent] ?? 0) + 1);
    children[parent]?.push(index);
  });
  return { nodes, children, level };
}

/** Places of the nodes, the root at 0, 0; one unit is a pixel where nothing is zoomed. */
export interface Layout {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Within this distance of the root is everything. */
  readonly reach: number;
}

const leastRing = 70;
const leafSpace = 9;

/** Every level a ring, wide enough for its leaves; each branch takes of the circle what its leaves need. */
export function radialLayout({ nodes, children, level }: ShareTree): Layout {
  const leaves = leafCounts(nodes, children);
  const depth = level.at(-1) ?? 0;
  const ring = Math.max(leastRing, ((leaves[0] ?? 1) * leafSpace) / (2 * Math.PI * Math.max(depth, 1)));
  const [x, y, from, span] = [0, 1, 2, 3].map(() => new Float64Array(nodes.length)) as Four;
  span[0] = 2 * Math.PI;
  nodes.forEach((_, index) => {
    const angle = (from[index] ?? 0) + (span[index] ?? 0) / 2;
    const distance = (level[index] ?? 0) * ring;
    x[index] = distance * Math.cos(angle);
    y[index] = distance * Math.sin(angle);
    let next = from[index] ?? 0;
    for (const child of children[index] ?? []) {
      from[child] = next;
      span[child] = ((span[index] ?? 0) * (leaves[child] ?? 1)) / (leaves[index] ?? 1);
      next += span[child];
    }
  });
  return { x, y, reach: depth * ring };
}

type Four = [Float64Array, Float64Array, Float64Array, Float64Array];

// A parent comes before its children, so from the end every child is counted before its parent.
function leafCounts(nodes: readonly TreeNode[], children: ShareTree['children']): Float64Array {
  const leaves = new Float64Array(nodes.length);
  for (let index = nodes.length - 1; index >= 0; --index) {
    if (!children[index]?.length) leaves[index] = 1;
    const parent = nodes[index]?.parent ?? -1;
    if (parent >= 0) leaves[parent] = (leaves[parent] ?? 0) + (leaves[index] ?? 0);
  }
  return leaves;
}

/** From the root to the node, both included. */
export function pathTo({ nodes }: ShareTree, index: number): number[] {
  const path: number[] = [];
  for (let at = index; at >= 0; at = nodes[at]?.parent ?? -1) path.unshift(at);
  return path;
}

export type Way = 'up' | 'down' | 'next' | 'before';

/** The node that is reached from another: the one who brought it, the first it brought, its neighbours; itself where there is none. */
export function along({ nodes, children }: ShareTree, index: number, way: Way): number {
  const parent = nodes[index]?.parent ?? -1;
  if (way === 'up') return parent < 0 ? index : parent;
  if (way === 'down') return children[index]?.[0] ?? index;
  const siblings = children[parent] ?? [index];
  const place = siblings.indexOf(index) + (way === 'next' ? 1 : -1);
  return siblings[place] ?? index;
}

/** The nodes whose user holds the text, in order. */
export function findUsers({ nodes }: ShareTree, text: string): number[] {
  const wanted = text.trim().toLowerCase();
  return wanted === '' ? [] : nodes.flatMap(({ user }, index) => (user.toLowerCase().includes(wanted) ? [index] : []));
}

/** Rows of a spreadsheet: the level, the person, who brought them, when, and what they did. */
export const treeCells = ({ nodes, level }: ShareTree, zone: string): Cell[][] =>
  nodes.map(({ user, parent, touchTime, orders, touched }, index) => {
    const touch = toDate(touchTime);
    return [
      level[index] ?? 0,
      user,
      nodes[parent]?.user ?? '',
      touch ? toLocal(touch, zone).replace('T', ' ') : '',
      orders,
      touched,
    ];
  });
