// Things of a range beside the same things of the range before.

/** Something in a range, and in the range before if that is compared. */
export interface Compared<Thing> {
  readonly now: Thing;
  readonly before?: Thing;
}

interface Kind<Thing> {
  readonly idOf: (thing: Thing) => string;
  /** The same thing in a range in which there was nothing of it. */
  readonly nothingOf: (thing: Thing) => Thing;
}

/** Everything that either range has; those that only the range before has stand at the end. */
export function compared<Thing>(
  now: readonly Thing[],
  before: readonly Thing[] | undefined,
  { idOf, nothingOf }: Kind<Thing>,
): Compared<Thing>[] {
  if (!before) return now.map(each => ({ now: each }));
  const byId = (things: readonly Thing[]) => new Map(things.map(each => [idOf(each), each]));
  const [current, earlier] = [byId(now), byId(before)];
  return [
    ...now.map(each => ({ now: each, before: earlier.get(idOf(each)) ?? nothingOf(each) })),
    ...before.filter(each => !current.has(idOf(each))).map(each => ({ now: nothingOf(each), before: each })),
  ];
}
