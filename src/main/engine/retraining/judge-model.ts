import type { LabelledPhoto } from '../../datasets/dataset';
import { compiledDetector } from '../detector/compiled-detector';
import { judgePhoto } from '../detector/judge-photo';
import type { FindFace } from '../face/open-face-finder';
import { readDetectorFolder } from '../io/model-folder';
import type { SeenPhoto } from '../ml/metrics/judged-photo';

/** What a model finds on the locked test set, beside what is there. */
export interface JudgedModel {
  readonly id: string;
  readonly sha256: string;
  /** As in the engine's status. */
  readonly identity: string;
  /** Its operating threshold. */
  readonly threshold: number;
  /** In the order of the photos. */
  readonly photos: readonly SeenPhoto[];
}

export interface JudgingOptions {
  /** Enlarges small faces, as the app does; null where photos are looked at in their own size. */
  readonly findFace: FindFace | null;
  readonly threads: number;
  readonly signal?: AbortSignal;
  readonly onPhoto?: (done: number, total: number) => void;
}

/**
 * Looks at every photo with the model of a folder.
 * @throws MaculeError `model-unavailable`, `cancelled`, and what reading a photo throws: figures of some of the photos
 *   would be taken for those of all.
 */
export async function judgeModel(
  folder: string,
  photos: readonly LabelledPhoto[],
  { findFace, threads, signal, onPhoto }: JudgingOptions,
): Promise<JudgedModel> {
  const model = await readDetectorFolder(folder);
  const detector = compiledDetector(model, threads);
  const judged: SeenPhoto[] = [];
  try {
    for (const photo of photos) {
      judged.push(await judgePhoto(detector, photo, signal, findFace));
      onPhoto?.(judged.length, photos.length);
    }
  } finally {
    await detector.close();
  }
  const { id, sha256, identity, threshold } = detector.info;
  return { id, sha256, identity, threshold, photos: judged };
}
