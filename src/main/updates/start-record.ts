import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const startRecordSchema = z.object({
  /** The version that last started well; null where that was before versions were recorded. */
  lastGood: z.string().nullable(),
  /** A version that has begun its first start and not yet been seen to start well. */
  trying: z
    .object({
      version: z.string(),
      /** The database as it was before: file name in the folder of backups. Null where there was none. */
      backup: z.string().nullable(),
    })
    .nullable(),
});

/** Which versions have opened a data folder. */
export type StartRecord = Readonly<z.infer<typeof startRecordSchema>>;

/** Name inside the data folder. */
export const START_RECORD_FILE = 'starts.json';

/** What is recorded; nothing where there is no record, or none that can be read. */
export function readStartRecord(dataFolder: string): StartRecord {
  const nothing: StartRecord = { lastGood: null, trying: null };
  try {
    const found = startRecordSchema.safeParse(
      JSON.parse(readFileSync(join(dataFolder, START_RECORD_FILE), 'utf8')),
    );
    return found.success ? found.data : nothing;
  } catch (thrown) {
    if (thrown instanceof SyntaxError || (thrown as NodeJS.ErrnoException).code === 'ENOENT') return nothing;
    throw thrown;
  }
}

/** Replaces the record, whole or not at all; it is on the disk when this returns. */
export function writeStartRecord(dataFolder: string, record: StartRecord): void {
  const file = join(dataFolder, START_RECORD_FILE);
  const partial = `${file}.${process.pid}.partial`;
  const handle = openSync(partial, 'w', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(record, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(partial, file);
}
