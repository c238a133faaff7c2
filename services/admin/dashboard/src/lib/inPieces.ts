/** Asks about pieces of at most `most` of these at once, and returns the answers in their order. */
export function inPieces<Item, Answer>(
  items: readonly Item[],
  most: number,
  ask: (piece: Item[]) => Promise<Answer>,
): Promise<Answer[]> {
  const starts = Array.from({ length: Math.ceil(items.length / most) }, (_, index) => index * most);
  return Promise.all(starts.map(start => ask(items.slice(start, start + most))));
}
