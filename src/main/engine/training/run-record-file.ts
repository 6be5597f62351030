import { join } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import { RUN_FILES, runRecordSchema, type RunRecord } from '../../../shared/training/run-record';
import { readLibraryFile, sealedLibraryFile } from '../../vault/library-files';
import { saveAtomically } from '../io/save-atomically';

/** @throws MaculeError `no-space` or `unreadable-file`. */
export async function writeRunRecord(folder: string, record: RunRecord): Promise<void> {
  const file = join(folder, RUN_FILES.record);
  await saveAtomically(file, sealedLibraryFile(file, `${JSON.stringify(record, null, 2)}\n`));
}

/**
 * What a run folder says about its run; null where there is none.
 * @throws MaculeError `unreadable-file` where it is damaged.
 */
export async function readRunRecord(folder: string): Promise<RunRecord | null> {
  const bytes = await readLibraryFile(join(folder, RUN_FILES.record)).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    },
  );
  if (bytes === null) return null;
  try {
    return runRecordSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (cause) {
    throw new MaculeError(
      {
        kind: 'unreadable-file',
        message: `The record ${RUN_FILES.record} of the run is damaged, or of another version of Macule.`,
        file: RUN_FILES.record,
        advice: 'Train into another folder.',
        retryable: false,
      },
      { cause },
    );
  }
}
