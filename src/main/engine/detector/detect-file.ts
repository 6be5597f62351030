import type { Inference } from '../../../shared/engine/protocol';
import type { Detector } from '../engine';
import { lookAtFile, type LookAtFileOptions } from './look-at-file';

/**
 * Decodes a photo at the detector's working size and finds its lesions; the size reported is the photo's own.
 * @throws MaculeError as `lookAtFile` does.
 */
export async function detectFile(
  detector: Detector,
  file: string,
  options: LookAtFileOptions,
): Promise<Inference> {
  const { photo, face, enlargement, found, ms } = await lookAtFile(
    (image, looking) => detector.detect(image, looking),
    detector.decoding,
    file,
    options,
  );
  const { id, sha256, identity, threshold } = detector.info;
  return {
    model: { id, sha256, identity },
    engine: detector.engine,
    threshold,
    width: photo.fullWidth,
    height: photo.fullHeight,
    ms,
    scale: { by: face ? 'face' : 'picture', enlargement },
    lesions: [...found],
    ...(options.findFace ? { face } : {}),
  };
}
