// Many small buckets in few groups.

/** So many and more, and fewer than so many; no end where there is none. */
export interface Span {
  readonly from: number;
  readonly to: number | undefined;
}

export interface SpanCount extends Span {
  readonly count: bigint;
}

/** Counts by the edges between which they lie: from the first group to the last that holds something, empty ones between included. */
export function inGroups(edges: readonly number[], counts: readonly { at: number; count: bigint }[]): SpanCount[] {
  const groups = edges.map((from, index): SpanCount => {
    const to = edges[index + 1];
    const within = counts.filter(({ at }) => at >= from && (to === undefined || at < to));
    return { from, to, count: within.reduce((sum, { count }) => sum + count, 0n) };
  });
  return groups.slice(0, groups.findLastIndex(({ count }) => count > 0n) + 1);
}
