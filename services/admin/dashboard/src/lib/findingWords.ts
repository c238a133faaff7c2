// The validator speaks English; here is how a reader of another language is told the same.
import { formatMoment } from './dates';
import { formatFen } from './money';

/** Sentences with names in braces, each with the same in another language. */
export type Sentences = readonly (readonly [said: string, words: string])[];

/** The same in the other language; undefined for a sentence that is not among them. Moments are shown in the zone. */
export function sayAgain(message: string, sentences: Sentences, zone: string, locale: string): string | undefined {
  for (const [said, words] of sentences) {
    const match = patternOf(said).exec(message);
    if (match)
      return words.replace(/\{(\w+)\}/g, (_, name: string) =>
        valueWords(name, match.groups?.[name] ?? '', zone, locale),
      );
  }
  return undefined;
}

const patterns = new Map<string, RegExp>();

function patternOf(said: string): RegExp {
  const known = patterns.get(said);
  if (known) return known;
  const escaped = said.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  const made = new RegExp(`^${escaped.replace(/\{(\w+)\}/g, '(?<$1>.+?)')}$`, 's');
  patterns.set(said, made);
  return made;
}

function valueWords(name: string, value: string, zone: string, locale: string): string {
  if (/Fen$/.test(name) && /^-?\d+$/.test(value)) return formatFen(BigInt(value));
  const moment = new Date(value);
  if (/^at$|At$/.test(name) && !Number.isNaN(moment.getTime())) return formatMoment(moment, zone, locale);
  return value.replace(/^\d+s \((\d+) days?\)$/, '$1 天').replace(/^(\d+)s$/, '$1 秒');
}
