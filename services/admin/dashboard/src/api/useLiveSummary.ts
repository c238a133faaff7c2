import { useEffect, useReducer } from 'react';
import type { Freshness } from '@/gen/fudai/admin/v1/stats_common_pb';
import type { CampaignSummary } from '@/gen/fudai/admin/v1/stats_pb';
import { stats } from './clients';
import { isFinal } from './errors';

export type Link = 'connecting' | 'live' | 'broken';

export interface LiveSummary {
  readonly link: Link;
  readonly summary?: CampaignSummary;
  readonly freshness?: Freshness;
  /** When the server last said that these are the numbers, by the browser's clock. */
  readonly confirmedAt?: number;
  readonly error?: unknown;
}

type Answer = { summary?: CampaignSummary; freshness?: Freshness };
type Step = { link: Link; answer?: Answer; error?: unknown };

const confirmEveryMs = 10_000;
const longestPauseMs = 30_000;

/**
 * A campaign's totals as they change. The stream is silent while nothing happens, so a call every 10 s confirms that what it said last
 * still holds. A hidden tab lets go of its stream, because a browser has few connections to one server.
 */
export function useLiveSummary(campaignId: string): LiveSummary {
  const [state, dispatch] = useReducer(reduce, { link: 'connecting' });
  useEffect(() => {
    let stop: (() => void) | undefined;
    const follow = (): void => {
      stop?.();
      stop = document.hidden ? undefined : watch(campaignId, dispatch);
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      stop?.();
    };
  }, [campaignId]);
  return state;
}

function reduce(state: LiveSummary, step: Step): LiveSummary {
  const answered = step.answer && { ...step.answer, confirmedAt: Date.now() };
  return { ...state, ...answered, link: step.link, error: step.error };
}

// Follows the stream until the returned function is called.
function watch(campaignId: string, tell: (step: Step) => void): () => void {
  const over = new AbortController();
  void follow(campaignId, tell, over.signal);
  const timer = setInterval(() => void confirm(campaignId, tell, over.signal), confirmEveryMs);
  return () => {
    clearInterval(timer);
    over.abort();
  };
}

async function follow(campaignId: string, tell: (step: Step) => void, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted;) {
    let error: unknown;
    try {
      for await (const answer of stats.watchSummary({ campaignId }, { signal, timeoutMs: 0 })) {
        failures = 0;
        tell({ link: 'live', answer });
      }
    } catch (failure) {
      error = failure;
    }
    if (signal.aborted) return;
    tell({ link: 'broken', error });
    if (isFinal(error)) return;
    await pause(Math.min(1000 * 2 ** failures++, longestPauseMs) * (0.5 + Math.random() / 2), signal);
  }
}

async function confirm(campaignId: string, tell: (step: Step) => void, signal: AbortSignal): Promise<void> {
  try {
    const answer = await stats.getCampaignSummary({ campaignId }, { signal });
    tell({ link: 'live', answer });
  } catch (error) {
    if (!signal.aborted) tell({ link: 'broken', error });
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
