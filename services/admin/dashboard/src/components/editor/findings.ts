import type { Finding } from '@/gen/fudai/admin/v1/campaigns_pb';

/** True for a path and for all that lies beneath it. */
export const isUnder = (field: string, path: string): boolean =>
  field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`);

/** Those that are about this field, or about one of its entries. */
export const findingsAt = (findings: readonly Finding[], path: string): Finding[] =>
  findings.filter(finding => isUnder(finding.field, path));

/** Those that are about a part as a whole. */
export const findingsOf = (findings: readonly Finding[], path: string): Finding[] =>
  findings.filter(finding => finding.field === path);

const nextFrame = (): Promise<unknown> => new Promise(resolve => requestAnimationFrame(resolve));
const deepest = 4;

/** Shows the field of a path, or the nearest part around it that the form has, and puts the focus there. */
export async function jumpTo(path: string): Promise<void> {
  for (let depth = 0; depth < deepest; ++depth) {
    unfold(placeOf(path));
    // What a fold holds is there once it is open.
    await nextFrame();
    await nextFrame();
  }
  const place = placeOf(path);
  place?.scrollIntoView({ block: 'center' });
  place?.focus({ preventScroll: true });
}

function placeOf(path: string): HTMLElement | undefined {
  for (let part = path; part; part = part.replace(/(^|\.)\w+$|\[[^\]]*\]$|.$/, '')) {
    const quoted = JSON.stringify(part);
    const place = document.querySelector<HTMLElement>(`[data-path=${quoted}], [data-paths~=${quoted}]`);
    if (place) return place;
  }
  return undefined;
}

function unfold(place: HTMLElement | undefined): void {
  for (let each = place?.closest('details'); each; each = each.parentElement?.closest('details')) each.open = true;
}
