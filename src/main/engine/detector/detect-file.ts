import type { Face } from '../../../shared/face/face';
import type { RgbImage } from '../../../shared/photo/rgb-image';
import type { Inference } from '../../../shared/engine/protocol';
import type { Detector, DetectOptions } from '../engine';
import { ReadAhead } from './read-ahead';

export interface DetectFileOptions extends DetectOptions {
  /** Reads the next photo while the network works on this one. */
  readonly ahead?: ReadAhead;
  readonly next?: string | null;
  /** Looks for the face on the decoded photo, once its lesions are found. */
  readonly findFace?: ((photo: RgbImage) => Promise<Face | null>) | null;
}

/** Decodes a photo at the detector's working size and finds its lesions; the size reported is the photo's own. */
export async function detectFile(
  detector: Detector,
  file: string,
  options: DetectFileOptions,
): Promise<Inference> {
  const started = performance.now();
  const { signal, ahead = new ReadAhead(), next = null, findFace = null } = options;
  const reading = { ...detector.decoding, ...(signal ? { signal } : {}) };
  const photo = await ahead.read(file, reading, next);
  const decoded = performance.now();
  const lesions = await detector.detect(photo, options);
  const face = findFace && (await findFace(photo));
  const finished = performance.now();
  return {
    model: { id: detector.info.id, sha256: detector.info.sha256 },
    engine: detector.engine,
    threshold: detector.info.threshold,
    width: photo.fullWidth,
    height: photo.fullHeight,
    ms: { decode: decoded - started, infer: finished - decoded, total: finished - started },
    lesions: [...lesions],
    ...(findFace ? { face } : {}),
  };
}
