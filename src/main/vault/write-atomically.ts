import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface AtomicWriteOptions {
  /** Path of the file while it is being written; by default one that no other process takes. */
  readonly temporary?: string;
  /** Who may read it, as of `chmod`; by default what the process gives new files. */
  readonly mode?: number;
}

/** Writes a file so that readers see the old content or the new, never a part, even after a power cut. */
export async function writeAtomically(
  file: string,
  content: Uint8Array | string,
  options: AtomicWriteOptions = {},
): Promise<void> {
  await replaceAtomically(file, (handle) => handle.writeFile(content), options);
}

/** As {@link writeAtomically}, for content that is written piece by piece. */
export async function replaceAtomically(
  file: string,
  write: (handle: FileHandle) => Promise<void>,
  { temporary = `${file}.${process.pid}.part`, mode }: AtomicWriteOptions = {},
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  try {
    const handle = await open(temporary, 'w', mode);
    try {
      await write(handle);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
