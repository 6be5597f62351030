import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Removes what processes that were killed in the middle of `replaceAtomically` have left beside a file. Parts of
 * processes that live are theirs; nothing is removed where there is doubt.
 */
export async function removeLeftParts(file: string): Promise<void> {
  const folder = dirname(file);
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const [, whole, pid] = /^(.*)\.(\d+)\.part$/.exec(name) ?? [];
    if (whole !== basename(file) || isAlive(Number(pid))) continue;
    await rm(join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
