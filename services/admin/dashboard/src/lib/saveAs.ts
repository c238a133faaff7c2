// Writes a file while it is still being made: to the disk where the browser can, and otherwise in memory, up to a bound.
import { download } from './download';

export interface Sink {
  readonly write: (text: string) => Promise<void> | void;
  /** The file is whole. */
  readonly close: () => Promise<void> | void;
  /** It will never be: nothing stays of it. */
  readonly abort: () => Promise<void> | void;
}

/** What memory may hold, in characters. */
export const mostInMemory = 50_000_000;

/** The file would be larger than what may be gathered in memory. */
export class TooLarge extends Error {}

type Picker = (options: { suggestedName: string }) => Promise<{ createWritable: () => Promise<DiskFile> }>;

interface DiskFile {
  readonly write: (text: string) => Promise<void>;
  readonly close: () => Promise<void>;
  readonly abort: () => Promise<void>;
}

/**
 * Where a CSV file goes; undefined if the reader has thought better of it. To be called at once when a button is pressed, since browsers
 * show their file dialog only then. They have one on HTTPS and on the machine itself.
 */
export async function openCsv(name: string): Promise<Sink | undefined> {
  const { showSaveFilePicker: pick } = window as unknown as { showSaveFilePicker?: Picker };
  if (!pick) return inMemory(text => download(name, new Blob(text, { type: 'text/csv;charset=utf-8' })));
  try {
    return await (await pick({ suggestedName: name })).createWritable();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}

export function inMemory(save: (parts: string[]) => void, most = mostInMemory): Sink {
  const parts: string[] = [];
  let size = 0;
  return {
    write: text => {
      size += text.length;
      if (size > most) throw new TooLarge();
      parts.push(text);
    },
    close: () => save(parts),
    abort: () => void parts.splice(0),
  };
}
