import type { DeidentifiedExports } from '../services/deidentified/deidentified-exports';
import type { Handle } from './handle';

export interface DeidentifiedHandlers {
  readonly handle: Handle;
  readonly exports: DeidentifiedExports;
  /** @returns the folder in which an export gets a folder of its own; null where the dialog was closed. */
  readonly chooseFolder: () => Promise<string | null>;
}

/** Answers the requests for de-identified exports. */
export function handleDeidentified({ handle, exports, chooseFolder }: DeidentifiedHandlers): void {
  handle('deidentified:prepare', (order) => exports.prepare(order));
  handle('deidentified:cancel', () => {
    exports.cancel();
    return null;
  });
  handle('deidentified:write', async (order) => {
    const folder = await chooseFolder();
    return folder === null ? null : exports.write(order, folder);
  });
  handle('deidentified:discard', async () => {
    await exports.discard();
    return null;
  });
}
