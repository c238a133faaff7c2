// Every failure of a call is a ConnectError, with a code and the server's own words.
import { Code, ConnectError } from '@connectrpc/connect';

export { Code };

export const codeOf = (error: unknown): Code => ConnectError.from(error).code;

/** The server's words; empty where nobody answered. */
export const wordsOf = (error: unknown): string => ConnectError.from(error).rawMessage;

/** The failure as pages know it: a browser that reaches nobody says no more than TypeError, which is the server's being unavailable. */
export function toConnectError(failure: unknown): ConnectError {
  const error = ConnectError.from(failure);
  const unreachable = error.code === Code.Unknown && error.cause instanceof TypeError;
  return unreachable ? new ConnectError('', Code.Unavailable) : error;
}

/** True where the same call may get an answer a moment later. */
export const isPassing = (error: unknown): boolean => [Code.Unavailable, Code.DeadlineExceeded].includes(codeOf(error));

/** True where a repeat cannot help until somebody changes something. */
export const isFinal = (error: unknown): boolean =>
  [Code.NotFound, Code.PermissionDenied, Code.InvalidArgument, Code.Unauthenticated].includes(codeOf(error));
