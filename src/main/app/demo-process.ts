import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, utilityProcess } from 'electron';
import { z } from 'zod';

const newsSchema = z.union([
  z.object({ done: z.number(), total: z.number() }),
  z.object({ failed: z.string() }),
  z.object({ ready: z.literal(true) }),
]);

/** A folder for a demo; it goes when the app quits. @returns its path. */
export function throwAwayFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'macule-demo-'));
  // Chromium may still be writing its own files into it.
  app.once('quit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export interface RenderOptions {
  readonly onProgress?: (done: number, total: number) => void;
  /** Ends the process; what it was making is not there then. */
  readonly signal?: AbortSignal;
}

/**
 * Renders people who do not exist, in a process of its own.
 * @param script path of the built process.
 * @param what a library of patients, in a folder that is not there yet, also with patients whom a model can be taught;
 *   or one photo, a JPEG.
 * @throws Error with a sentence for the reader.
 */
export function render(
  script: string,
  what: 'library' | 'library-to-teach' | 'photo',
  path: string,
  { onProgress, signal }: RenderOptions = {},
): Promise<void> {
  const child = utilityProcess.fork(script, [what, path], { serviceName: 'Macule demo', stdio: 'ignore' });
  const end = (): void => void child.kill();
  app.once('quit', end);
  signal?.addEventListener('abort', end, { once: true });
  return new Promise<void>((resolve, reject) => {
    const fail = (how: string): void => reject(new Error(`Nothing was rendered: ${how}`));
    child.once('exit', (code) => fail(`the process ended with code ${code}.`));
    child.on('message', (message: unknown) => {
      const news = newsSchema.parse(message);
      if ('done' in news) return onProgress?.(news.done, news.total);
      if ('ready' in news) resolve();
      else fail(news.failed);
      child.kill();
    });
  }).finally(() => {
    app.off('quit', end);
    signal?.removeEventListener('abort', end);
  });
}
