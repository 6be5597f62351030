import { scaleBox } from '../../../shared/geometry/box';
import type { LabelledPhoto } from '../../datasets/dataset';
import type { FindFace } from '../face/open-face-finder';
import type { LookedAt } from '../ml/calibration/fit-joint-score';
import { jointEvidence } from '../ml/detection/joint-score';
import { lesionReferences } from './judge-photo';
import { lookAtFile } from './look-at-file';
import type { TiledDetector } from './tiled-detector';

/**
 * What a detector of several sizes finds on a labelled photo, with what its looks say together, before that is made
 * into one score.
 * @param findFace lets small faces be enlarged, as in the app.
 * @throws MaculeError as `lookAtFile` does.
 */
export async function lookForEvidence(
  detector: TiledDetector,
  { file, labels }: LabelledPhoto,
  findFace: FindFace | null,
  signal: AbortSignal,
): Promise<LookedAt> {
  const { photo, found } = await lookAtFile(
    async (image, options) => {
      const lesions = await detector.find(image, options);
      // Round an enlarged face there is one look alone, whose score stays as it is.
      const evidence = options.once ? [] : jointEvidence(lesions);
      return lesions.map(({ box, score }, index) => ({
        ...{ box: scaleBox(box, 1 / image.width, 1 / image.height), score },
        evidence: evidence[index] ?? null,
      }));
    },
    detector.decoding,
    file,
    { minScore: 0, findFace, signal },
  );
  return {
    detections: found.map(({ box, score }) => ({
      box: scaleBox(box, photo.fullWidth, photo.fullHeight),
      score,
    })),
    references: lesionReferences(labels),
    evidence: found.map(({ evidence }) => evidence),
  };
}
