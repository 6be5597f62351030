import { unwritable } from '../../backbones/unwritable';
import { writeAtomically } from '../../vault/write-atomically';

/**
 * Writes a file that a person hears about, whole or not at all.
 * @throws MaculeError `no-space` or `unreadable-file`; what was there before is then kept.
 */
export async function saveAtomically(file: string, content: Uint8Array | string): Promise<void> {
  await writeAtomically(file, content).catch((cause: NodeJS.ErrnoException) => {
    throw unwritable(file, cause);
  });
}
