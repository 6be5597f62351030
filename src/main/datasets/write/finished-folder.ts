import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { MaculeError } from '../../../shared/errors';

/** What to do where a folder can't be written. */
export interface FolderAdvice {
  /** The disk is full. */
  readonly full: string;
  /** Anything else. */
  readonly refused: string;
}

/** For whoever fills a folder, in a window or without one. */
const ADVICE: FolderAdvice = {
  full: 'Free some space, then try again.',
  refused: 'Choose a folder that you may write to.',
};

/**
 * Fills a folder so that it appears complete or not at all: the work is done in a folder beside it, which takes
 * its name at the end, and which is removed where the work fails. What a killed run left is swept first.
 * @returns what the work returned.
 * @throws MaculeError `invalid-input` where the folder exists and holds something or can't be written, `no-space`.
 */
export async function fillFolder<T>(
  target: string,
  fill: (folder: string) => Promise<T>,
  advice: FolderAdvice = ADVICE,
): Promise<T> {
  try {
    return await filled(target, fill);
  } catch (error) {
    throw asFailure(error, target, advice);
  }
}

async function filled<T>(target: string, fill: (folder: string) => Promise<T>): Promise<T> {
  const folder = resolve(target);
  const parent = dirname(folder);
  if ((await readdir(folder).catch(absent)).length > 0) throw occupied(target);
  await mkdir(parent, { recursive: true });
  await sweep(parent, basename(folder));
  const unfinished = join(parent, unfinishedName(basename(folder), process.pid));
  try {
    await mkdir(unfinished);
    const made = await fill(unfinished);
    await rmdir(folder).catch(absent);
    await rename(unfinished, folder);
    return made;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

const unfinishedName = (name: string, pid: number | string): string => `.${name}.${pid}.part`;

async function sweep(parent: string, name: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    const pid = /\.(\d+)\.part$/.exec(entry)?.[1];
    if (pid !== undefined && entry === unfinishedName(name, pid) && !isRunning(Number(pid)))
      await rm(join(parent, entry), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** @throws anything but the absence of a folder. */
function absent(error: NodeJS.ErrnoException): readonly string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

const occupied = (target: string): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: `The folder “${target}” is not empty.`,
    file: basename(target),
    advice: 'Choose a new folder.',
    retryable: false,
  });

function asFailure(error: unknown, target: string, advice: FolderAdvice): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof MaculeError || code === undefined) return error;
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return new MaculeError(
    {
      kind: full ? 'no-space' : 'invalid-input',
      message: full
        ? `The disk is too full for “${target}”; nothing was written.`
        : `“${target}” can't be written (${code}); nothing was.`,
      file: basename(target),
      advice: full ? advice.full : advice.refused,
      retryable: full,
    },
    { cause: error },
  );
}
