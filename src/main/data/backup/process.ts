import { z } from 'zod';
import { pictureKeysSchema } from '../../../shared/engine/picture-keys';
import { toFailure, type Failure } from '../../../shared/errors';
import { receivedKeys } from '../../vault/sent-keys';
import { openLibraryDatabase } from '../library';
import { keysOfLibrary } from '../library-keys';
import { backUpLibrary, type BackUpReport } from './back-up';

/** What Electron gives a utility process. */
interface ParentPort {
  once(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: BackupNews): void;
}

/** What the process is to do: main has the library open meanwhile, which SQLite allows. */
const orderSchema = z.object({ library: z.string(), file: z.string(), keys: pictureKeysSchema });
export type BackupOrder = z.infer<typeof orderSchema>;

/** What the process tells: how far it is, or how it ended. */
export type BackupNews =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly report: BackUpReport }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Progress is told at most so often, milliseconds. */
const TELL_EVERY_MS = 100;

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };

parentPort.once('message', ({ data }) => {
  backUp(orderSchema.parse(data)).then(
    (report) => parentPort.postMessage({ kind: 'done', report }),
    (thrown: unknown) => parentPort.postMessage({ kind: 'failed', failure: toFailure(thrown) }),
  );
});

async function backUp({ library, file, keys }: BackupOrder): Promise<BackUpReport> {
  const fileKeys = receivedKeys(keys);
  const database = openLibraryDatabase(library, fileKeys);
  let told = 0;
  try {
    return await backUpLibrary({
      ...{ library, database, fileKeys, file, keys: keysOfLibrary(library, null) },
      now: () => new Date(),
      onProgress: (done, total) => {
        if (performance.now() - told < TELL_EVERY_MS) return;
        told = performance.now();
        parentPort.postMessage({ kind: 'progress', done, total });
      },
    });
  } finally {
    database.close();
  }
}
