import type { Face } from '../../../shared/face/face';
import type { Box } from '../../../shared/geometry/box';
import { loadPixels, type LoadedPhoto } from '../../imaging/load-pixels';
import type { Detector, DetectOptions } from '../engine';
import { faceEnlargement } from '../face/face-scale';
import type { FindFace } from '../face/open-face-finder';
import { detectSmallFace, type Look } from './detect-small-face';
import { ReadAhead } from './read-ahead';

export interface LookAtFileOptions extends DetectOptions {
  /** Reads the next photo while the network works on this one. */
  readonly ahead?: ReadAhead;
  readonly next?: string | null;
  /** Looks for the face on the decoded photo, before its lesions are looked for in the size that it calls for. */
  readonly findFace?: FindFace | null;
}

/** A photo and what a detector finds on it. */
export interface LookAtFile<Found> {
  /** Decoded at the detector's working size. */
  readonly photo: LoadedPhoto;
  /** Null where there is none, and where none was looked for. */
  readonly face: Face | null;
  /** How many times larger than at its working size the face was looked at. */
  readonly enlargement: number;
  /** Boxes are fractions of the photo. */
  readonly found: readonly Found[];
  readonly ms: { readonly decode: number; readonly infer: number; readonly total: number };
}

/**
 * The one way in which a photo is looked at, to analyse it, to judge a model by it and to fit scores to it: decoded at
 * the detector's working size, and a face that is small there enlarged.
 * @throws MaculeError as `loadPixels` does; `cancelled`.
 */
export async function lookAtFile<Found extends { readonly box: Box; readonly score: number }>(
  look: Look<Found>,
  decoding: Detector['decoding'],
  file: string,
  options: LookAtFileOptions,
): Promise<LookAtFile<Found>> {
  const started = performance.now();
  const { signal, ahead = new ReadAhead(), next = null, findFace = null } = options;
  const photo = await ahead.read(file, { ...decoding, ...(signal ? { signal } : {}) }, next);
  const decoded = performance.now();
  const face = findFace && (await findFace(photo));
  const enlargement = face && decoding.longSide ? faceEnlargement(face, photo) : 1;
  const found =
    face && enlargement > 1
      ? await detectSmallFace(
          look,
          { photo, face, enlarged: await loadLarger(file, photo, enlargement, signal) },
          options,
        )
      : await look(photo, options);
  const finished = performance.now();
  const ms = { decode: decoded - started, infer: finished - decoded, total: finished - started };
  return { photo, face, enlargement, found, ms };
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
