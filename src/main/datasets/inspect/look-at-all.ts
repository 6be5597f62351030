import { MaculeError, toFailure, type Failure } from '../../../shared/errors';
import type { Looked } from '../duplicates/find-duplicates';
import { inParallel } from '../in-parallel';
import type { PixelSize } from '../label-box';

export type PhotoLooks = (Looked & PixelSize) | { readonly failure: Failure };

/** Reads one photo; see `lookAtPhoto` of imaging. */
export type Look = (file: string, signal?: AbortSignal) => Promise<Looked & PixelSize>;

export interface LookOptions {
  readonly look: Look;
  /** Photos that are decoded at once. */
  readonly atOnce: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Looks at all photos; one that can't be read has its failure in its place.
 * @throws MaculeError `cancelled`.
 */
export async function lookAtAll(
  files: readonly string[],
  { look, atOnce, signal, onProgress }: LookOptions,
): Promise<readonly PhotoLooks[]> {
  let done = 0;
  return inParallel(files, atOnce, async (file) => {
    if (signal?.aborted) throw cancelled(done, files.length);
    const seen = await look(file, signal).catch((thrown: unknown) => {
      if (!(thrown instanceof MaculeError)) throw thrown;
      return { failure: toFailure(thrown) };
    });
    done += 1;
    onProgress?.(done, files.length);
    if (signal?.aborted) throw cancelled(done, files.length);
    return seen;
  });
}

const cancelled = (done: number, total: number): MaculeError =>
  new MaculeError({
    kind: 'cancelled',
    message: `Cancelled after ${done} of ${total} photos.`,
    retryable: true,
  });
