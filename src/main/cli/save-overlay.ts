import { basename } from 'node:path';
import { MaculeError } from '../../shared/errors';
import type { Inference } from '../../shared/engine/protocol';
import { writeAtomically } from '../engine/io/write-atomically';
import { loadPixels } from '../imaging/load-pixels';
import { OVERLAY_LONG_SIDE, renderOverlay } from '../imaging/overlay';

/**
 * Saves a photo with its lesions outlined, as PNG.
 * @throws MaculeError `no-space` or `unreadable-file` where it can't be written, and as `loadPixels` does.
 */
export async function saveOverlay(
  photo: string,
  lesions: Inference['lesions'],
  target: string,
  signal: AbortSignal,
): Promise<void> {
  const pixels = await loadPixels(photo, { longSide: OVERLAY_LONG_SIDE, signal });
  const png = await renderOverlay(pixels, lesions);
  await writeAtomically(target, png).catch((cause: NodeJS.ErrnoException) => {
    const full = cause.code === 'ENOSPC';
    throw new MaculeError(
      {
        kind: full ? 'no-space' : 'unreadable-file',
        message: `“${basename(target)}” can't be saved${full ? ': the disk is full' : ` (${cause.code ?? cause.message})`}.`,
        file: basename(photo),
        advice: full
          ? 'Free some space and run the command again.'
          : 'Choose a folder that you may write to.',
        retryable: true,
      },
      { cause },
    );
  });
}
