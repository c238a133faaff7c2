// Draws a share tree on a canvas: fast enough to be drawn anew in every frame at ten thousand nodes.
import type { Layout, ShareTree } from '@/lib/shareTree';

export interface Scene {
  readonly tree: ShareTree;
  readonly layout: Layout;
}

/** Where the root is on the canvas, in its pixels, and how large everything is. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Colors {
  readonly card: string;
  readonly line: string;
  /** Who has ordered, and who has only opened. */
  readonly customer: string;
  readonly opener: string;
  readonly chosen: string;
  readonly ink: string;
}

const nodeRadius = 4;
// Smaller nodes are squares, which nobody can tell from circles and which are drawn much faster.
const leastCircle = 1.6;
const margin = 20;

/** The view in which all of a tree is seen. */
export function wholeView({ layout }: Scene, { width, height }: Size): View {
  const room = Math.min(width, height) / 2 - margin;
  return { x: width / 2, y: height / 2, scale: Math.min(2, Math.max(room, 40) / Math.max(layout.reach, 1)) };
}

/** Larger or smaller around a point that stays where it is. */
export const zoomed = ({ x, y, scale }: View, factor: number, atX: number, atY: number): View => {
  const next = Math.min(8, Math.max(0.005, scale * factor));
  const real = next / scale;
  return { x: atX - (atX - x) * real, y: atY - (atY - y) * real, scale: next };
};

/** The node at a point of the canvas, or the nearest within a finger's breadth; -1 where there is none. */
export function nodeAt({ layout }: Scene, view: View, atX: number, atY: number): number {
  let nearest = -1;
  let least = 14 ** 2;
  for (let index = 0; index < layout.x.length; ++index) {
    const dx = (layout.x[index] ?? 0) * view.scale + view.x - atX;
    const dy = (layout.y[index] ?? 0) * view.scale + view.y - atY;
    const distance = dx * dx + dy * dy;
    if (distance < least) [nearest, least] = [index, distance];
  }
  return nearest;
}

/** Draws everything that is in view. */
export function draw(
  context: CanvasRenderingContext2D,
  scene: Scene,
  view: View,
  { size, colors, chosen }: { size: Size; colors: Colors; chosen: number },
): void {
  context.fillStyle = colors.card;
  context.fillRect(0, 0, size.width, size.height);
  drawLinks(context, scene, view, size, colors.line);
  drawNodes(context, scene, view, size, colors);
  drawChosen(context, scene, view, colors, chosen);
}

function drawLinks(context: CanvasRenderingContext2D, { tree, layout }: Scene, view: View, size: Size, color: string) {
  context.beginPath();
  tree.nodes.forEach(({ parent }, index) => {
    if (parent < 0) return;
    const [x, y] = place(layout, view, index);
    const [fromX, fromY] = place(layout, view, parent);
    if ((x < 0 && fromX < 0) || (y < 0 && fromY < 0)) return;
    if ((x > size.width && fromX > size.width) || (y > size.height && fromY > size.height)) return;
    context.moveTo(fromX, fromY);
    context.lineTo(x, y);
  });
  context.strokeStyle = color;
  context.lineWidth = Math.min(1.2, Math.max(0.5, view.scale));
  // The smaller the tree is drawn, the paler its links, which would cover it all.
  context.globalAlpha = Math.min(1, 0.25 + view.scale / 2);
  context.stroke();
  context.globalAlpha = 1;
}

function drawNodes(context: CanvasRenderingContext2D, { tree, layout }: Scene, view: View, size: Size, colors: Colors) {
  const radius = Math.min(9, Math.max(0.9, nodeRadius * view.scale));
  for (const customers of [false, true]) {
    context.beginPath();
    tree.nodes.forEach(({ orders }, index) => {
      if (orders > 0n !== customers) return;
      const [x, y] = place(layout, view, index);
      if (x < -radius || y < -radius || x > size.width + radius || y > size.height + radius) return;
      const own = index === 0 ? Math.max(radius * 2, 5) : radius;
      if (own < leastCircle) {
        context.rect(x - own, y - own, own * 2, own * 2);
      } else {
        context.moveTo(x + own, y);
        context.arc(x, y, own, 0, 2 * Math.PI);
      }
    });
    context.fillStyle = customers ? colors.customer : colors.opener;
    context.fill();
  }
}

// The chosen node and the way to it from the root.
function drawChosen(
  context: CanvasRenderingContext2D,
  { tree, layout }: Scene,
  view: View,
  colors: Colors,
  chosen: number,
) {
  context.strokeStyle = colors.chosen;
  context.lineWidth = 2;
  context.beginPath();
  for (let at = chosen; (tree.nodes[at]?.parent ?? -1) >= 0; at = tree.nodes[at]?.parent ?? -1) {
    context.moveTo(...place(layout, view, at));
    context.lineTo(...place(layout, view, tree.nodes[at]?.parent ?? 0));
  }
  context.stroke();
  const [x, y] = place(layout, view, chosen);
  context.beginPath();
  context.arc(x, y, Math.min(9, Math.max(2, nodeRadius * view.scale)) + 5, 0, 2 * Math.PI);
  context.stroke();
  context.font = '12px sans-serif';
  context.fillStyle = colors.ink;
  context.fillText(tree.nodes[chosen]?.user ?? '', x + 16, y + 4);
}

const place = ({ x, y }: Layout, view: View, index: number): [number, number] => [
  (x[index] ?? 0) * view.scale + view.x,
  (y[index] ?? 0) * view.scale + view.y,
];
