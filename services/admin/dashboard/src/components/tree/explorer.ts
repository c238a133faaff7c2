// The canvas on which a tree is explored: moved and zoomed by pointer, fingers and wheel, without a word to React until a node is chosen.
import { draw, nodeAt, wholeView, zoomed, type Colors, type Scene, type Size, type View } from './scene';

const clickSlack = 4;

export class Explorer {
  private readonly context: CanvasRenderingContext2D | null;
  private readonly over = new AbortController();
  private readonly observer = new ResizeObserver(() => this.fit());
  private readonly pointers = new Map<number, { x: number; y: number }>();
  private view: View = { x: 0, y: 0, scale: 1 };
  private chosen = 0;
  private moved = 0;
  private frame = 0;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly scene: Scene,
    private colors: Colors,
    private readonly onChoose: (node: number) => void,
  ) {
    this.context = canvas.getContext('2d');
    const { signal } = this.over;
    canvas.addEventListener('pointerdown', event => this.press(event), { signal });
    canvas.addEventListener('pointermove', event => this.move(event), { signal });
    canvas.addEventListener('pointerup', event => this.release(event), { signal });
    canvas.addEventListener('pointercancel', event => this.pointers.delete(event.pointerId), { signal });
    canvas.addEventListener('wheel', event => this.turn(event), { signal, passive: false });
    this.observer.observe(canvas);
  }

  /** Lets go of the canvas. */
  dispose(): void {
    this.over.abort();
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
  }

  /** Shows all of the tree. */
  fit(): void {
    const ratio = window.devicePixelRatio || 1;
    const { width, height } = this.size();
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.show(wholeView(this.scene, { width, height }));
  }

  zoom(factor: number): void {
    const { width, height } = this.size();
    this.show(zoomed(this.view, factor, width / 2, height / 2));
  }

  recolor(colors: Colors): void {
    this.colors = colors;
    this.show(this.view);
  }

  /** Marks a node, and moves there if it is out of sight or too small to be told from others. */
  choose(node: number): void {
    this.chosen = node;
    const { x, y } = this.scene.layout;
    const { width, height } = this.size();
    const scale = Math.max(this.view.scale, node === 0 ? 0 : 0.6);
    const atX = (x[node] ?? 0) * this.view.scale + this.view.x;
    const atY = (y[node] ?? 0) * this.view.scale + this.view.y;
    const inSight = atX > 0 && atY > 0 && atX < width && atY < height && scale === this.view.scale;
    this.show(
      inSight ? this.view : { x: width / 2 - (x[node] ?? 0) * scale, y: height / 2 - (y[node] ?? 0) * scale, scale },
    );
  }

  private size(): Size {
    return { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
  }

  private show(view: View): void {
    this.view = view;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.drawNow());
  }

  private drawNow(): void {
    if (!this.context) return;
    const ratio = window.devicePixelRatio || 1;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(this.context, this.scene, this.view, { size: this.size(), colors: this.colors, chosen: this.chosen });
    this.canvas.dataset.drawn = String(this.scene.tree.nodes.length);
  }

  private press(event: PointerEvent): void {
    this.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    this.moved = 0;
  }

  private move(event: PointerEvent): void {
    const last = this.pointers.get(event.pointerId);
    if (!last) return;
    const now = { x: event.offsetX, y: event.offsetY };
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.pointers.set(event.pointerId, now);
    this.moved += Math.hypot(now.x - last.x, now.y - last.y);
    if (other) {
      const factor = distance(now, other) / Math.max(1, distance(last, other));
      this.show(zoomed(this.view, factor, other.x, other.y));
    } else {
      this.show({ ...this.view, x: this.view.x + now.x - last.x, y: this.view.y + now.y - last.y });
    }
  }

  private release(event: PointerEvent): void {
    this.pointers.delete(event.pointerId);
    if (this.moved > clickSlack) return;
    const node = nodeAt(this.scene, this.view, event.offsetX, event.offsetY);
    if (node >= 0) this.onChoose(node);
  }

  // Without the focus the wheel belongs to the page.
  private turn(event: WheelEvent): void {
    if (document.activeElement !== this.canvas && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.show(zoomed(this.view, Math.exp(-event.deltaY / 400), event.offsetX, event.offsetY));
  }
}

const distance = (a: { x: number; y: number }, b: { x: number; y: number }): number => Math.hypot(a.x - b.x, a.y - b.y);
