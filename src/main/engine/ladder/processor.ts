import { cpus } from 'node:os';

/** The processor as the user knows it, with the threads given to one session. */
export function processorName(threads: number): string {
  const model = cpus()[0]?.model.replace(/\s+/g, ' ').trim() || 'CPU';
  return `${model} (${threads} ${threads === 1 ? 'thread' : 'threads'})`;
}
