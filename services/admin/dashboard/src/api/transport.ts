// The only way to the admin server: adds the session and the world to every call, and sees every failure first.
import { createContextKey, createContextValues, type Interceptor } from '@connectrpc/connect';
import { createConnectTransport } from '@connectrpc/connect-web';
import { Code, toConnectError } from './errors';
import { currentSession, currentWorld, endSession, type World } from './session';

const callTimeoutMs = 15_000;

const worldOfCall = createContextKey<World | undefined>(undefined);

/** For the options of a call that goes to production, whatever world the tab works in. */
export const inProduction = () => ({ contextValues: createContextValues().set(worldOfCall, 'production') });

const identify: Interceptor = next => request => {
  const session = currentSession();
  if (session) request.header.set('authorization', `Bearer ${session.token}`);
  const world = request.contextValues.get(worldOfCall) ?? currentWorld();
  if (world === 'rehearsal') request.header.set('fudai-world', 'rehearsal');
  return next(request);
};

const mapErrors: Interceptor = next => async request => {
  const token = currentSession()?.token;
  const map = (failure: unknown): never => {
    const error = toConnectError(failure);
    if (error.code === Code.Unauthenticated && token && currentSession()?.token === token) endSession('expired');
    throw error;
  };
  const response = await next(request).catch(map);
  return response.stream ? { ...response, message: each(response.message, map) } : response;
};

async function* each<T>(messages: AsyncIterable<T>, onFailure: (failure: unknown) => never): AsyncIterable<T> {
  try {
    yield* messages;
  } catch (failure) {
    onFailure(failure);
  }
}

export const transport = createConnectTransport({
  baseUrl: window.location.origin,
  defaultTimeoutMs: callTimeoutMs,
  interceptors: [mapErrors, identify],
});
