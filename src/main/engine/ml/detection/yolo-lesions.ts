import type { DetectedLesion, LesionType, TypeScores } from '../../../../shared/clinical/lesion';
import type { Box } from '../../../../shared/geometry/box';
import type { YoloDetection } from './yolo-detections';

/**
 * Detections as lesions. Boxes are cut to the photo; what lies outside it altogether is left out.
 * @param detections boxes in fractions of the photo, or of the picture that it was stretched to.
 * @param classes what class scores stand for, in their order.
 */
export const yoloLesions = (
  detections: readonly YoloDetection[],
  classes: readonly LesionType[],
): readonly DetectedLesion[] =>
  detections.flatMap(({ box, classIndex, score, classScores }) => {
    const inside = cutToUnit(box);
    const type = classes[classIndex];
    if (inside === null || type === undefined) return [];
    return [{ type, score, typeScores: typeScores(classScores, classes), box: inside }];
  });

function cutToUnit({ x, y, width, height }: Box): Box | null {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const [right, bottom] = [Math.min(1, x + width), Math.min(1, y + height)];
  return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}

/** Scores of a network's classes stand each by itself; as shares of their sum they tell the types apart. */
function typeScores(scores: readonly number[], classes: readonly LesionType[]): TypeScores {
  const sum = scores.reduce((total, score) => total + score, 0);
  const share = (type: LesionType) => {
    const index = classes.indexOf(type);
    return index < 0 || sum === 0 ? 0 : (scores[index] ?? 0) / sum;
  };
  return {
    comedone: share('comedone'),
    nodule: share('nodule'),
    papule: share('papule'),
    pustule: share('pustule'),
  };
}
