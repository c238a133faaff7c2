// Short sentences about what has just been done, shown for a while and read out.
import { useSyncExternalStore } from 'react';

const shownMs = 6_000;
const listeners = new Set<() => void>();
let notice = '';
let timer: ReturnType<typeof setTimeout> | undefined;

function set(text: string): void {
  notice = text;
  listeners.forEach(listener => listener());
}

export function announce(text: string): void {
  clearTimeout(timer);
  set(text);
  timer = setTimeout(() => set(''), shownMs);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useNotice = (): string => useSyncExternalStore(subscribe, () => notice);
