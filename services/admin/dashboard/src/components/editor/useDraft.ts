import { useEffect, useState } from 'react';
import { useSession } from '@/api/session';
import { draftKey, keepDraft, readDraft, type Draft } from '@/lib/drafts';

export interface DraftPlace {
  readonly key: string;
  /** What was typed here before and not saved. */
  readonly restored: Draft | undefined;
  /** Forgets it. */
  readonly drop: () => void;
}

/** Where what is typed about a campaign is kept until it is saved; with an empty id, about a new one. */
export function useDraft(campaignId: string): DraftPlace {
  const { session, world } = useSession();
  const [key] = useState(() => draftKey(world, session?.name ?? '', campaignId));
  const [restored, setRestored] = useState(() => readDraft(sessionStorage, key));
  const drop = (): void => {
    sessionStorage.removeItem(key);
    setRestored(undefined);
  };
  return { key, restored, drop };
}

/** Keeps what is being typed; nothing where it is what it was at the beginning. */
export function useKeep({ key }: DraftPlace, typed: boolean, { base, spec, line }: Omit<Draft, 'time'>): void {
  useEffect(() => {
    if (typed) keepDraft(sessionStorage, key, { base, spec, line, time: new Date() });
    else sessionStorage.removeItem(key);
  }, [key, typed, base, spec, line]);
}
