import { expect, it } from 'vitest';
import { dayName, weekDays } from './week';

it('names days from Monday in the reader’s language', () => {
  expect([1, 7].map(day => dayName(day, 'en-GB'))).toEqual(['Mon', 'Sun']);
  expect(dayName(1, 'zh-CN', 'long')).toBe('星期一');
});

it('has every hour of every day', () => {
  const week = weekDays([{ day: 7, hour: 23, value: 4n }]);
  expect(week).toHaveLength(7);
  expect(week[6]?.hours[23]).toBe(4n);
  expect(week.flatMap(({ hours }) => hours).reduce((sum, value) => sum + value, 0n)).toBe(4n);
});
