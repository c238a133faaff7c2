// The validator speaks English; here is how a reader of another language is told the same.
import type { Finding } from '@/gen/fudai/admin/v1/campaigns_pb';
import { formatMoment } from './dates';
import { formatFen } from './money';
import { formatPercent } from './numbers';

/** The same in another language, whose words have the finding's values in braces; undefined where they lack its code. Moments are shown in the zone. */
export function sayAgain(
  { code, params }: Pick<Finding, 'code' | 'params'>,
  words: Readonly<Record<string, string>>,
  zone: string,
  locale: string,
): string | undefined {
  return words[code]?.replace(/\{(\w+)\}/g, (_, name: string) => valueWords(name, params[name] ?? '', zone, locale));
}

function valueWords(name: string, value: string, zone: string, locale: string): string {
  if (name.endsWith('_fen')) return formatFen(BigInt(value));
  if (name.endsWith('_permille')) return formatPercent(Number(value) / 1000, locale);
  if (name.endsWith('_time')) return momentWords(value, zone, locale);
  if (name.endsWith('_duration')) return durationWords(Number.parseFloat(value), locale);
  return value;
}

// A slip of units may have led beyond the years that dates here know.
function momentWords(value: string, zone: string, locale: string): string {
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? value : formatMoment(moment, zone, locale);
}

function durationWords(seconds: number, locale: string): string {
  const days = seconds / 86_400;
  const [count, unit] = days >= 1 && Number.isInteger(days) ? [days, 'day'] : [seconds, 'second'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
