import { LESION_TYPES, type LesionType } from '../../../../shared/clinical/lesion';
import { paintLesion } from '../../../../shared/phantom/paint-lesion';
import { uniform } from '../../ml/random';
import type { LesionPainter } from './draw-tile';
import { TRAINING_LESION_RADII } from './lesion-radii';
import { findPlaces } from './open-skin';

const MOST_LESIONS = 4;

/** Paints up to four lesions of known type where the patch shows skin and no other label. */
export const paintLesions: LesionPainter = (patch, labels, random) => {
  const draw = () => {
    const type = LESION_TYPES[Math.floor(random() * LESION_TYPES.length)] as LesionType;
    return { type, radius: uniform(random, ...TRAINING_LESION_RADII[type]) };
  };
  const painted = findPlaces(patch, labels, { most: MOST_LESIONS, draw }, random, (lesion) =>
    paintLesion(patch, lesion, random),
  );
  return painted.map(({ x, y, radius, type }) => ({
    ...{ x, y, width: 2 * radius, height: 2 * radius, allowed: [type] },
  }));
};
