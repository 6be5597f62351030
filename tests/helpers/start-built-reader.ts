import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { StartReader } from '../../src/main/reader-client/photo-reader';
import { forkedReader } from './forked-reader';

const SCRIPT = fileURLToPath(new URL('run-reader.mjs', import.meta.url));
const BUILT = pathToFileURL(resolve(import.meta.dirname, '../../out/main/reader.js')).href;
const PAGE_BYTES = 4096;

/** What happened to the readers of a test. */
export interface ReaderRecord {
  started: number;
  /** Most memory that one was seen to hold, bytes. */
  most: number;
  /** Of the last one that was started; 0 before. */
  pid: number;
}

/**
 * Starts the reader as it is built, in a process of its own. Linux: its memory is read from `/proc`.
 * @param runtime which build of sharp it uses: `electron` takes WebAssembly, as the app does on Linux.
 */
export const builtReader =
  (runtime: 'node' | 'electron', record: ReaderRecord): StartReader =>
  (_, events) => {
    record.started += 1;
    const child = fork(SCRIPT, [BUILT, runtime], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    });
    record.pid = child.pid ?? 0;
    return forkedReader(child, events, () => {
      const bytes = residentBytes(child.pid);
      record.most = Math.max(record.most, bytes);
      return bytes;
    });
  };

/** Memory that a process holds; 0 where it has ended. */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw thrown;
  }
}
