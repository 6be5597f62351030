import type { Inference } from '../../../shared/engine/protocol';
import { loadPixels, type LoadedPhoto } from '../../imaging/load-pixels';
import type { Detector, DetectOptions } from '../engine';
import { faceEnlargement } from '../face/face-scale';
import type { FindFace } from '../face/open-face-finder';
import { detectSmallFace } from './detect-small-face';
import { ReadAhead } from './read-ahead';

export interface DetectFileOptions extends DetectOptions {
  /** Reads the next photo while the network works on this one. */
  readonly ahead?: ReadAhead;
  readonly next?: string | null;
  /** Looks for the face on the decoded photo, before its lesions are looked for in the size that it calls for. */
  readonly findFace?: FindFace | null;
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
  const face = findFace && (await findFace(photo));
  const enlargement = face && detector.decoding.longSide ? faceEnlargement(face, photo) : 1;
  const lesions =
    face && enlargement > 1
      ? await detectSmallFace(
          detector,
          { photo, face, enlarged: await loadLarger(file, photo, enlargement, signal) },
          options,
        )
      : await detector.detect(photo, options);
  const finished = performance.now();
  const { id, sha256, identity, threshold } = detector.info;
  return {
    model: { id, sha256, identity },
    engine: detector.engine,
    threshold,
    width: photo.fullWidth,
    height: photo.fullHeight,
    ms: { decode: decoded - started, infer: finished - decoded, total: finished - started },
    scale: { by: face ? 'face' : 'picture', enlargement },
    lesions: [...lesions],
    ...(findFace ? { face } : {}),
  };
}

const loadLarger = (
  file: string,
  { width, height }: LoadedPhoto,
  enlargement: number,
  signal: AbortSignal | undefined,
): Promise<LoadedPhoto> =>
  loadPixels(file, {
    longSide: Math.round(Math.max(width, height) * enlargement),
    ...(signal ? { signal } : {}),
  });
