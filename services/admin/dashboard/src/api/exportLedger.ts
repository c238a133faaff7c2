import type { MessageInitShape } from '@bufbuild/protobuf';
import type { LedgerEntry, LedgerFilterSchema } from '@/gen/fudai/admin/v1/ledger_pb';
import { ledger } from './clients';
import { isPassing } from './errors';

const attempts = 5;
const pauseMs = 1_000;

/** Every entry that matches, in batches, as of the first call; goes on right after the last one where a connection breaks. */
export async function* exportLedger(
  filter: MessageInitShape<typeof LedgerFilterSchema>,
  signal: AbortSignal,
): AsyncGenerator<LedgerEntry[]> {
  let resumeToken = '';
  for (let failures = 0; ; ++failures) {
    try {
      for await (const batch of ledger.exportLedger({ filter, resumeToken }, { signal, timeoutMs: 0 })) {
        failures = 0;
        resumeToken = batch.resumeToken;
        yield batch.entries;
      }
      return;
    } catch (error) {
      if (signal.aborted || !isPassing(error) || failures >= attempts) throw error;
      await new Promise(resolve => setTimeout(resolve, pauseMs));
    }
  }
}
