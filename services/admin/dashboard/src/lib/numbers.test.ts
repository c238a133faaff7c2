import { describe, expect, it } from 'vitest';
import { formatChange, formatDecimal, formatFactor, formatPercent, formatShare } from './numbers';

const language = 'en-GB';

describe('numbers in words', () => {
  it('are shares of a whole, if there is one', () => {
    expect(formatShare(1n, 8n, language)).toBe('12.5%');
    expect(formatShare(0n, 8n, language)).toBe('0%');
    expect(formatShare(1n, 0n, language)).toBe('–');
    expect(formatPercent(0.125, language)).toBe('12.5%');
    expect(formatPercent(undefined, language)).toBe('–');
  });

  it('are nothing and the whole only where they are', () => {
    const shares = [
      0n,
      1n,
      4_999_999_999n,
      5_000_000_000n,
      9_995n * 10n ** 9n - 1n,
      9_995n * 10n ** 9n,
      10n ** 13n - 1n,
    ];
    expect([...shares, 10n ** 13n, 10n ** 13n + 1n].map(part => formatShare(part, 10n ** 13n, language))).toEqual([
      '0%',
      '< 0.1%',
      '< 0.1%',
      '0.1%',
      '99.9%',
      '> 99.9%',
      '> 99.9%',
      '100%',
      '100%',
    ]);
    expect([0.000004, 0.999996].map(value => formatPercent(value, 'zh-CN'))).toEqual(['< 0.1%', '> 99.9%']);
  });

  it.each([
    [112n, 100n, '+12%'],
    [88n, 100n, '-12%'],
    [100n, 100n, '0%'],
    [0n, 3n, '-100%'],
    [5n, 0n, '–'],
  ])('say how %s differs from %s before', (value, previous, said) =>
    expect(formatChange(value, previous, language)).toBe(said),
  );

  it('give factors three digits', () => {
    expect(formatFactor(0.0834, language)).toBe('0.083');
    expect(formatFactor(0, language)).toBe('0.000');
    expect(formatFactor(1234.5, language)).toBe('1,234.500');
    expect(formatFactor(undefined, language)).toBe('–');
  });
});

it('are means with two digits', () => {
  expect(formatDecimal(1.5, language)).toBe('1.50');
  expect(formatDecimal(undefined, language)).toBe('–');
});
