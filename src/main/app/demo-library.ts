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

/**
 * Renders the demo's patients in a process of its own.
 * @param script path of the built process.
 * @param library a folder that is not there yet.
 * @throws Error with a sentence for the reader.
 */
export function makeDemoLibrary(
  script: string,
  library: string,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const child = utilityProcess.fork(script, [library], { serviceName: 'Macule demo', stdio: 'ignore' });
  app.once('quit', () => child.kill());
  return new Promise((resolve, reject) => {
    const fail = (how: string): void => reject(new Error(`The demo was not made: ${how}`));
    child.once('exit', (code) => fail(`its process ended with code ${code}.`));
    child.on('message', (message: unknown) => {
      const news = newsSchema.parse(message);
      if ('done' in news) return onProgress(news.done, news.total);
      if ('ready' in news) resolve();
      else fail(news.failed);
      child.kill();
    });
  });
}
