import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { exportLedger } from '@/api/exportLedger';
import { useSession, type World } from '@/api/session';
import { ErrorNote } from '@/components/ErrorNote';
import { useI18n } from '@/i18n';
import { csvHead, csvRows } from '@/lib/csv';
import { ledgerCells, ledgerColumns } from '@/lib/ledgerCsv';
import { announce } from '@/lib/notices';
import { openCsv, TooLarge, type Sink } from '@/lib/saveAs';
import type { LedgerEntry } from '@/gen/fudai/admin/v1/ledger_pb';

interface Props {
  readonly filter: Record<string, string>;
  readonly file: string;
}

/** Saves all that the ledger has of something, also what is not shown yet. */
export function ExportButton({ filter, file }: Props) {
  const { t, count } = useI18n();
  const { world } = useSession();
  const [written, setWritten] = useState(0);
  const over = useRef<AbortController>();
  useEffect(() => () => over.current?.abort(), []);
  const save = useMutation({
    retry: false,
    mutationFn: async () => {
      const sink = await openCsv(file);
      if (!sink) return;
      over.current = new AbortController();
      const rows = await writeAll(sink, exportLedger(filter, over.current.signal), world, setWritten);
      announce(t('ledger.exported', { entries: count(rows) }));
    },
    onSettled: () => setWritten(0),
  });
  const tooLarge = save.error instanceof TooLarge;
  return (
    <>
      <div className="toolbar">
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {t('ledger.export')}
        </Button>
        {save.isPending && (
          <>
            <span className="quiet" role="status">
              {t('ledger.exporting', { entries: count(written) })}
            </span>
            <Button onClick={() => over.current?.abort()}>{t('cancel')}</Button>
          </>
        )}
      </div>
      {tooLarge && (
        <p className="alarm alarm-warning" role="alert">
          {t('ledger.tooLarge')}
        </p>
      )}
      {save.error && !tooLarge && !over.current?.signal.aborted && <ErrorNote error={save.error} />}
    </>
  );
}

// Nothing of a file stays that did not become whole.
async function writeAll(
  sink: Sink,
  batches: AsyncIterable<LedgerEntry[]>,
  world: World,
  tell: (rows: number) => void,
): Promise<number> {
  let rows = 0;
  try {
    await sink.write(csvHead(ledgerColumns(world)));
    for await (const entries of batches) {
      await sink.write(csvRows(entries.map(entry => ledgerCells(entry, world))));
      tell((rows += entries.length));
    }
    await sink.close();
  } catch (error) {
    await sink.abort();
    throw error;
  }
  return rows;
}
