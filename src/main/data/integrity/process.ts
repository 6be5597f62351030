import { z } from 'zod';
import { pictureKeysSchema } from '../../../shared/engine/picture-keys';
import { toFailure, type Failure } from '../../../shared/errors';
import { receivedKeys } from '../../vault/sent-keys';
import { DamagedDatabase } from '../database-failure';
import { openLibraryDatabase } from '../library';

/** What Electron gives a utility process. */
interface ParentPort {
  once(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: CheckNews): void;
}

/** Whose database is to be checked: main has it open meanwhile, which SQLite allows. */
const orderSchema = z.object({ library: z.string(), keys: pictureKeysSchema });
export type CheckOrder = z.infer<typeof orderSchema>;

/** How the check ended. */
export type CheckNews =
  | { readonly kind: 'sound' }
  | { readonly kind: 'damaged'; readonly failure: Failure }
  | { readonly kind: 'failed'; readonly failure: Failure };

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };

parentPort.once('message', ({ data }) => parentPort.postMessage(check(orderSchema.parse(data))));

function check({ library, keys }: CheckOrder): CheckNews {
  try {
    openLibraryDatabase(library, receivedKeys(keys)).close();
    return { kind: 'sound' };
  } catch (thrown) {
    return { kind: thrown instanceof DamagedDatabase ? 'damaged' : 'failed', failure: toFailure(thrown) };
  }
}
