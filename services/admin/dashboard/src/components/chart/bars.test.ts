import { expect, it } from 'vitest';
import { barsOption } from './bars';

it('draws no bar where there is nothing to draw', () => {
  const bars = { name: 'Baskets', labels: ['tea', 'latte', 'mocha'], values: [12.5, undefined, 0], format: String };
  expect(barsOption(bars, 'light')).toMatchObject({ series: [{ data: [12.5, '-', 0] }] });
});
