import { describe, expect, it } from 'vitest';
import { inPieces } from './inPieces';

describe('asking in pieces', () => {
  const echo = (piece: number[]) => Promise.resolve(piece);

  it('asks about all, in pieces of the size', async () => {
    expect(await inPieces([1, 2, 3, 4, 5], 2, echo)).toEqual([[1, 2], [3, 4], [5]]);
    expect(await inPieces([1, 2], 2, echo)).toEqual([[1, 2]]);
  });

  it('asks nothing about nothing', async () => {
    expect(await inPieces([], 2, echo)).toEqual([]);
  });
});
