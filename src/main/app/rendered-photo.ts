import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { toFailure, MaculeError } from '../../shared/errors';
import { render, throwAwayFolder } from './demo-process';

const FILE = 'Rendered face.jpg';

/**
 * A photo of nobody, to try Macule with: drawn the first time it is wanted, and gone when the app quits.
 * @param script path of the built process that renders.
 * @returns gives its path. Throws MaculeError `cancelled`, `internal`.
 */
export function renderedPhotoBy(script: string): (signal?: AbortSignal) => Promise<string> {
  let folder: string | null = null;
  let drawn: string | null = null;
  return async (signal) => {
    if (drawn !== null) return drawn;
    folder ??= throwAwayFolder();
    const file = join(folder, FILE);
    const partial = `${file}.partial`;
    try {
      await render(script, 'photo', partial, signal && { signal });
    } catch (thrown) {
      if (signal?.aborted) throw stopped();
      throw new MaculeError({ ...toFailure(thrown), retryable: true }, { cause: thrown });
    }
    renameSync(partial, file);
    drawn = file;
    return file;
  };
}

const stopped = (): MaculeError =>
  new MaculeError({ kind: 'cancelled', message: 'The test was stopped.', retryable: true });
