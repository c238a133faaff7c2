import { describe, expect, it } from 'vitest';
import { fenToDecimal, formatFen, formatMeanFen, isOverflow, meanToDecimal, parseYuan } from './money';

describe('formatFen', () => {
  it.each([
    [0n, '¥0.00'],
    [5n, '¥0.05'],
    [100n, '¥1.00'],
    [123456789n, '¥1,234,567.89'],
    [-5n, '−¥0.05'],
    [-123456n, '−¥1,234.56'],
    // Past 2^53, where a floating-point number would lose fen.
    [9007199254740993n, '¥90,071,992,547,409.93'],
  ])('shows %s fen as %s', (fen, shown) => expect(formatFen(fen)).toBe(shown));

  it('shows no figure for what the server could no longer count', () => {
    expect(formatFen(9223372036854775807n)).toBe('—');
    expect(formatFen(-9223372036854775807n)).toBe('—');
    expect(isOverflow(9223372036854775806n)).toBe(false);
  });
});

describe('parseYuan', () => {
  it.each([
    ['12', 1200n],
    ['12.5', 1250n],
    [' ¥1,234.56 ', 123456n],
    ['1,234', 123400n],
    ['0.01', 1n],
  ])('takes %s', (text, fen) => expect(parseYuan(text)).toBe(fen));

  it.each(['', '-1', '1.234', '1e3', 'abc', '.5', '1.'])('refuses %j', text => expect(parseYuan(text)).toBeUndefined());

  it('takes back what fenToDecimal gives', () => {
    for (const fen of [0n, 1n, 99n, 100n, 123456n]) expect(parseYuan(fenToDecimal(fen))).toBe(fen);
  });
});

describe('a mean', () => {
  it.each([
    [1234.4, '¥12.34', '12.34'],
    [-0.6, '−¥0.01', '-0.01'],
    [undefined, '–', ''],
    [Infinity, '–', ''],
  ])('of %s fen is shown to the fen', (fen, shown, plain) => {
    expect(formatMeanFen(fen)).toBe(shown);
    expect(meanToDecimal(fen)).toBe(plain);
  });
});
