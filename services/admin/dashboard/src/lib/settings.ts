// The reader's language and theme: what they chose here, or what their browser and system say.
import { useSyncExternalStore } from 'react';

export type Language = 'zh' | 'en';
export type Theme = 'light' | 'dark';
export type ThemeChoice = Theme | 'system';

export interface Settings {
  readonly language: Language;
  readonly themeChoice: ThemeChoice;
  readonly theme: Theme;
  /** False where the reader's system asks that nothing moves. */
  readonly motion: boolean;
}

const key = 'fudai.settings';
const darkSystem = window.matchMedia('(prefers-color-scheme: dark)');
const stillSystem = window.matchMedia('(prefers-reduced-motion: reduce)');
const listeners = new Set<() => void>();
let settings = read();

function read(): Settings {
  const stored = JSON.parse(localStorage.getItem(key) ?? '{}') as { language?: unknown; themeChoice?: unknown };
  const { language, themeChoice } = stored;
  const choice = themeChoice === 'light' || themeChoice === 'dark' ? themeChoice : 'system';
  return {
    language: language === 'zh' || language === 'en' ? language : browserLanguage(),
    themeChoice: choice,
    theme: choice === 'system' ? (darkSystem.matches ? 'dark' : 'light') : choice,
    motion: !stillSystem.matches,
  };
}

function browserLanguage(): Language {
  const known = navigator.languages.find(each => /^(zh|en)\b/i.test(each));
  return known?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

function refresh(): void {
  settings = read();
  listeners.forEach(listener => listener());
}

darkSystem.addEventListener('change', refresh);
stillSystem.addEventListener('change', refresh);
window.addEventListener('storage', event => event.key === key && refresh());

export function changeSettings(change: { language?: Language; themeChoice?: ThemeChoice }): void {
  const { language, themeChoice } = settings;
  localStorage.setItem(key, JSON.stringify({ language, themeChoice, ...change }));
  refresh();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSettings = (): Settings => useSyncExternalStore(subscribe, () => settings);
