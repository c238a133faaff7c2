// The page's words in the reader's language. A key that a language lacks, and a parameter that a call forgets, do not compile.
import type { Timestamp } from '@bufbuild/protobuf/wkt';
import { useMemo } from 'react';
import { formatMoment, type Style } from '@/lib/dates';
import { formatChange, formatCount, formatDecimal, formatFactor, formatPercent, formatShare } from '@/lib/numbers';
import { useSettings, type Language } from '@/lib/settings';
import { en } from './en';
import { zh } from './zh';

export type Key = keyof typeof en;

type Parameters<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Parameters<Rest> : never;
/** The keys whose words take these parameters and no others. */
export type KeyWith<Names extends string> = {
  [K in Key]: [Parameters<(typeof en)[K]>] extends [Names] ? K : never;
}[Key];

/** The keys whose words are whole as they stand. */
export type PlainKey = KeyWith<never>;

type Arguments<K extends Key> = [Parameters<(typeof en)[K]>] extends [never]
  ? []
  : [parameters: Record<Parameters<(typeof en)[K]>, string | number>];

export type Translate = <K extends Key>(key: K, ...parameters: Arguments<K>) => string;

export interface I18n {
  readonly t: Translate;
  readonly language: Language;
  /** For Intl and the html element's lang. */
  readonly locale: string;
  count(value: bigint | number): string;
  share(part: bigint, whole: bigint): string;
  percent(value: number | undefined): string;
  change(value: bigint, previous: bigint): string;
  factor(value: number | undefined): string;
  decimal(value: number | undefined): string;
  moment(moment: Date | Timestamp | undefined, zone: string, style?: Style): string;
}

const dictionaries: Record<Language, Record<Key, string>> = { en, zh };
export const locales: Record<Language, string> = { en: 'en-GB', zh: 'zh-CN' };

export function i18n(language: Language): I18n {
  const locale = locales[language];
  const t = (key: Key, parameters: Record<string, string | number> = {}): string =>
    dictionaries[language][key].replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? ''));
  return {
    t: t as Translate,
    language,
    locale,
    count: value => formatCount(value, locale),
    share: (part, whole) => formatShare(part, whole, locale),
    percent: value => formatPercent(value, locale),
    change: (value, previous) => formatChange(value, previous, locale),
    factor: value => formatFactor(value, locale),
    decimal: value => formatDecimal(value, locale),
    moment: (moment, zone, style) => formatMoment(moment, zone, locale, style),
  };
}

export function useI18n(): I18n {
  const { language } = useSettings();
  return useMemo(() => i18n(language), [language]);
}
