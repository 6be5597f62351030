import { basename } from 'node:path';
import { statedType } from '../../shared/clinical/stated-type';
import type { Inference } from '../../shared/engine/protocol';
import { loadPixels } from '../imaging/load-pixels';
import { OVERLAY_LONG_SIDE, renderOverlay } from '../imaging/overlay';
import { saveFile } from './save-file';

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
  const png = await renderOverlay(
    pixels,
    lesions.map(({ typeScores, score, box }) => ({ type: statedType(typeScores), score, box })),
  );
  await saveFile(target, png, basename(photo));
}
