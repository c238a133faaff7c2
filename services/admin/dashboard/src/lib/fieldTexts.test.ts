import { create } from '@bufbuild/protobuf';
import { DurationSchema, timestampFromDate } from '@bufbuild/protobuf/wkt';
import { describe, expect, it } from 'vitest';
import { clock, durationIn, ids, longWhole, moment, permille, unitOf, whole, type Read } from './fieldTexts';

const valueOf = <T>(read: Read<T>): T | undefined => ('value' in read ? read.value : undefined);

describe('texts of fields', () => {
  it('are numbers within their bounds', () => {
    expect(whole.read(' 12 ')).toEqual({ value: 12 });
    expect(whole.read('2147483648')).toEqual({ fault: 'edit.tooLarge' });
    expect(whole.read('1.5')).toEqual({ fault: 'edit.notWhole' });
    expect(whole.read('')).toEqual({ fault: 'edit.notWhole' });
    expect(longWhole.read('9007199254740991')).toEqual({ value: 9007199254740991n });
    expect(longWhole.read('9007199254740992')).toEqual({ fault: 'edit.tooLarge' });
  });

  it('are thousandths as percent', () => {
    expect(permille.write(55)).toBe('5.5');
    expect(permille.read('5.5')).toEqual({ value: 55 });
    expect(permille.read('0.3')).toEqual({ value: 3 });
    expect(permille.read('5.55').fault).toBe('edit.notPercent');
    for (let value = 0; value <= 500; ++value) expect(valueOf(permille.read(permille.write(value)))).toBe(value);
  });

  it('are ids, however they are set apart', () =>
    expect(ids.read('a,b，c、d\ne  f;')).toEqual({ value: ['a', 'b', 'c', 'd', 'e', 'f'] }));

  it('are minutes of a day', () => {
    expect(clock.write(450)).toBe('07:30');
    expect(clock.write(1440)).toBe('24:00');
    expect(clock.read('7：05')).toEqual({ value: 425 });
    expect(['24:01', '12:60', 'noon', ''].map(text => clock.read(text).fault)).toEqual(Array(4).fill('edit.notClock'));
    for (let value = 0; value <= 1440; ++value) expect(valueOf(clock.read(clock.write(value)))).toBe(value);
  });

  it('are moments of a zone, to the millisecond', () => {
    const { write, read } = moment('Asia/Shanghai');
    const at = (text: string) => timestampFromDate(new Date(text));
    expect(write(at('2031-03-01T00:30:00Z'))).toBe('2031-03-01T08:30');
    expect(write(at('2031-03-01T00:30:05Z'))).toBe('2031-03-01T08:30:05.000');
    for (const text of ['2031-03-01T00:30:00Z', '2031-03-01T00:30:05Z', '2031-12-31T23:59:59.999Z'])
      expect(valueOf(read(write(at(text))))).toEqual(at(text));
    expect(read('')).toEqual({ value: undefined });
    expect(read('2031-13-01T00:00').fault).toBe('edit.notMoment');
  });

  it('are lengths of time in the longest unit that fits', () => {
    const of = (seconds: number, nanos = 0) => create(DurationSchema, { seconds: BigInt(seconds), nanos });
    expect([604_800, 5_400, 3_600, 90, 0].map(each => unitOf(of(each)))).toEqual([
      'days',
      'minutes',
      'hours',
      'seconds',
      'days',
    ]);
    expect(durationIn('days').write(of(604_800))).toBe('7');
    expect(durationIn('seconds').write(of(1, 50_000_000))).toBe('1.05');
    for (const duration of [of(604_800), of(5_400), of(90), of(0, 1), of(1, 50_000_000)]) {
      const { write, read } = durationIn(unitOf(duration));
      expect(valueOf(read(write(duration)))).toEqual(duration);
    }
    expect(durationIn('days').read('1.5').fault).toBe('edit.notWhole');
  });
});
