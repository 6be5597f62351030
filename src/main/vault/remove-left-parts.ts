import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Removes what processes that were killed in the middle of writing a file have left beside it, as
 * `<file>.<process id><ending>`. Parts of processes that live are theirs; nothing is removed where there is doubt.
 * @param endings those of `replaceAtomically`, by default.
 */
export async function removeLeftParts(file: string, endings: readonly string[] = ['.part']): Promise<void> {
  const folder = dirname(file);
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const [, whole, pid, ending = ''] = /^(.*)\.(\d+)(\.[\w-]+)$/.exec(name) ?? [];
    if (whole !== basename(file) || !endings.includes(ending) || isAlive(Number(pid))) continue;
    // One that another computer still has open on a shared drive stays.
    await rm(join(folder, name), { force: true }).catch(() => undefined);
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
