import { scaleBox } from '../../../shared/geometry/box';
import type { DatasetLabel, LabelledPhoto } from '../../datasets/dataset';
import { isLesionLabel, isLookAlikeLabel, labelMeaning } from '../../datasets/label-types';
import { detectFile } from './detect-file';
import type { Detector } from '../engine';
import type { FindFace } from '../face/open-face-finder';
import { SCORE_FLOOR } from '../ml/metrics/detection-figures';
import type { SeenPhoto, TypedReference } from '../ml/metrics/judged-photo';

/**
 * What the detector finds on a labelled photo, beside its labels.
 * @param findFace lets small faces be enlarged, as in the app.
 * @throws MaculeError as `detectFile` does.
 */
export async function judgePhoto(
  detector: Detector,
  { file, labels }: LabelledPhoto,
  signal?: AbortSignal,
  findFace: FindFace | null = null,
): Promise<SeenPhoto> {
  const { lesions, width, height } = await detectFile(detector, file, {
    minScore: SCORE_FLOOR,
    findFace,
    ...(signal ? { signal } : {}),
  });
  return {
    detections: lesions.map(({ box, ...lesion }) => ({ ...lesion, box: scaleBox(box, width, height) })),
    references: lesionReferences(labels),
    lookAlikes: labels
      .filter(({ label }) => isLookAlikeLabel(label))
      .map(({ label, box, circle }) => ({ kind: label, box, ...(circle ? { circle } : {}) })),
  };
}

/** The lesions among a photo's labels. */
export const lesionReferences = (labels: readonly DatasetLabel[]): readonly TypedReference[] =>
  labels.filter(({ label }) => isLesionLabel(label)).map(asReference);

function asReference({ label, box, circle }: DatasetLabel): TypedReference {
  const meaning = labelMeaning(label);
  return {
    box,
    ...(circle ? { circle } : {}),
    allowed: meaning && 'allowed' in meaning ? meaning.allowed : [],
  };
}
