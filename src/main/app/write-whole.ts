import { open, rename, rm } from 'node:fs/promises';

/** Writes a file so that it appears whole or not at all: beside its place first, then renamed. */
export async function writeWhole(file: string, content: Uint8Array): Promise<void> {
  const partial = `${file}.${process.pid}.partial`;
  try {
    const handle = await open(partial, 'w');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, file);
  } catch (thrown) {
    await rm(partial, { force: true });
    throw thrown;
  }
}
