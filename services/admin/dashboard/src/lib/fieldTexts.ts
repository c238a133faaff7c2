// How values of a campaign are written where they are typed. What `write` writes, `read` reads back as it was.
import { create } from '@bufbuild/protobuf';
import { DurationSchema, type Duration, type Timestamp } from '@bufbuild/protobuf/wkt';
import type { PlainKey } from '@/i18n';
import { fromLocal, toDate, toLocal, toTimestamp } from './dates';
import { fenToDecimal, parseYuan } from './money';

/** What somebody typed: a value, or what is wrong with it. */
export type Read<T> = { readonly value: T; readonly fault?: undefined } | { readonly fault: PlainKey };

export interface TextFormat<T> {
  readonly write: (value: T) => string;
  readonly read: (text: string) => Read<T>;
}

const greatestInt32 = 2_147_483_647;
/** A count of which a browser is still exact. */
const greatestCount = 9_007_199_254_740_991;

export const plain: TextFormat<string> = { write: value => value, read: text => ({ value: text }) };

/** An amount in fen, typed in yuan. */
export const yuan: TextFormat<bigint> = {
  write: fenToDecimal,
  read: text => {
    const value = parseYuan(text);
    return value === undefined ? { fault: 'edit.notYuan' } : { value };
  },
};

/** A whole number from 0, in a field of 32 bits. */
export const whole: TextFormat<number> = {
  write: String,
  read: text => readWhole(text, greatestInt32),
};

/** A whole number from 0, in a field of 64 bits. */
export const longWhole: TextFormat<bigint> = {
  write: String,
  read: text => {
    const read = readWhole(text, greatestCount);
    return read.fault ? read : { value: BigInt(read.value) };
  },
};

/** Thousandths, typed in percent. */
export const permille: TextFormat<number> = {
  write: value => String(value / 10),
  read: text =>
    /^\d{1,3}(\.\d)?$/.test(text.trim()) ? { value: Math.round(Number(text) * 10) } : { fault: 'edit.notPercent' },
};

/** Ids with commas, spaces or line breaks between. */
export const ids: TextFormat<string[]> = {
  write: value => value.join(', '),
  read: text => ({ value: text.split(/[,，、;；\s]+/).filter(Boolean) }),
};

/** Minutes of a day as clocks show them; a day ends at 24:00. */
export const clock: TextFormat<number> = {
  write: value => `${two(Math.floor(value / 60))}:${two(value % 60)}`,
  read: text => {
    const match = /^(\d{1,2})[:：]([0-5]\d)$/.exec(text.trim());
    const value = Number(match?.[1]) * 60 + Number(match?.[2]);
    return value <= 1440 ? { value } : { fault: 'edit.notClock' };
  },
};

/** A moment as the zone's clocks show it; empty for none. */
export const moment = (zone: string): TextFormat<Timestamp | undefined> => ({
  write: value => {
    const date = toDate(value);
    if (!date) return '';
    const rest = date.toISOString().slice(16, 23);
    return rest === ':00.000' ? toLocal(date, zone) : toLocal(date, zone) + rest;
  },
  read: text => {
    if (!text) return { value: undefined };
    const date = fromLocal(text, zone);
    return date ? { value: toTimestamp(date) } : { fault: 'edit.notMoment' };
  },
});

/** Units in which a length of time is typed, in seconds. */
export const units = { days: 86_400, hours: 3_600, minutes: 60, seconds: 1 } as const;
export type Unit = keyof typeof units;

/** The longest unit of which the duration is a whole number. */
export const unitOf = (duration: Duration | undefined): Unit =>
  (Object.keys(units) as Unit[]).find(
    unit => !duration?.nanos && Number(duration?.seconds ?? 0n) % units[unit] === 0,
  ) ?? 'seconds';

/** A length of time in a unit. */
export const durationIn = (unit: Unit): TextFormat<Duration | undefined> => ({
  write: value => {
    const seconds = (value?.seconds ?? 0n) / BigInt(units[unit]);
    return value?.nanos ? `${seconds}.${String(value.nanos).padStart(9, '0').replace(/0+$/, '')}` : String(seconds);
  },
  read: text => {
    const match = /^(\d{1,10})(?:\.(\d{1,9}))?$/.exec(text.trim());
    if (!match || (match[2] !== undefined && unit !== 'seconds')) return { fault: 'edit.notWhole' };
    const nanos = Number((match[2] ?? '').padEnd(9, '0'));
    return { value: create(DurationSchema, { seconds: BigInt(match[1] ?? 0) * BigInt(units[unit]), nanos }) };
  },
});

const two = (value: number): string => String(value).padStart(2, '0');

function readWhole(text: string, most: number): Read<number> {
  if (!/^\d+$/.test(text.trim())) return { fault: 'edit.notWhole' };
  const value = Number(text);
  return value <= most ? { value } : { fault: 'edit.tooLarge' };
}
