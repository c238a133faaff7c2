// Who is signed in and in which world, kept in the browser's storage so that every tab of it knows at once.
import { useSyncExternalStore } from 'react';
import type { Role } from '@/gen/fudai/admin/v1/people_pb';

export type World = 'production' | 'rehearsal';

export interface Session {
  readonly token: string;
  readonly name: string;
  readonly displayName: string;
  readonly role: Role;
}

/** Why there is no session any more, for the sign-in page to say. */
export type Ending = 'signedOut' | 'expired';

interface State {
  readonly session?: Session;
  readonly ending?: Ending;
  readonly world: World;
}

const key = 'fudai.session';
const listeners = new Set<() => void>();
let state: State = load();

function load(): State {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<State>;
    return { ...stored, world: stored.world === 'rehearsal' ? 'rehearsal' : 'production' };
  } catch {
    return { world: 'production' };
  }
}

function set(next: State): void {
  state = next;
  localStorage.setItem(key, JSON.stringify(next));
  listeners.forEach(listener => listener());
}

window.addEventListener('storage', event => {
  if (event.key !== key) return;
  state = load();
  listeners.forEach(listener => listener());
});

export const currentSession = (): Session | undefined => state.session;
export const currentWorld = (): World => state.world;
export const beginSession = (session: Session): void => set({ session, world: 'production' });
export const endSession = (ending: Ending): void => {
  if (state.session) set({ ending, world: 'production' });
};
export const chooseWorld = (world: World): void => set({ ...state, world });

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The session, its end and the world, as they are now and whenever they change. */
export const useSession = (): State => useSyncExternalStore(subscribe, () => state);
