// Who is signed in, kept in the browser's storage so that every tab of it knows at once; and in which world this tab works.
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
export type Ending = 'signedOut' | 'signedOutHere' | 'expired';

interface State {
  readonly session?: Session;
  readonly ending?: Ending;
  readonly world: World;
}

const key = 'fudai.session';
const worldKey = 'fudai.world';
const listeners = new Set<() => void>();
const identityListeners = new Set<() => void>();
let state: State = load();

function load(): State {
  const world = sessionStorage.getItem(worldKey) === 'rehearsal' ? 'rehearsal' : 'production';
  try {
    return { ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<State>), world };
  } catch {
    return { world };
  }
}

function set({ world, ...shared }: State): void {
  localStorage.setItem(key, JSON.stringify(shared));
  sessionStorage.setItem(worldKey, world);
  take({ ...shared, world });
}

// Those who forget what belonged to another person or world come first, before anything is shown.
function take(next: State): void {
  const other = next.session?.token !== state.session?.token || next.world !== state.world;
  state = next;
  if (other) identityListeners.forEach(listener => listener());
  listeners.forEach(listener => listener());
}

window.addEventListener('storage', event => {
  if (event.key === key) take(load());
});

/** Calls the listener whenever somebody else signs in or out, or another world is chosen, before any page knows. */
export const onIdentityChange = (listener: () => void): void => void identityListeners.add(listener);

export const currentSession = (): Session | undefined => state.session;
export const currentWorld = (): World => state.world;
export const beginSession = (session: Session): void => set({ session, world: 'production' });
export const endSession = (ending: Ending): void => {
  if (state.session) set({ ending, world: 'production' });
};
/** Says of an end that the server could not be told of it. */
export const noteUntold = (): void => {
  if (!state.session) set({ ending: 'signedOutHere', world: state.world });
};
export const chooseWorld = (world: World): void => set({ ...state, world });

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The session, its end and the world, as they are now and whenever they change. */
export const useSession = (): State => useSyncExternalStore(subscribe, () => state);
