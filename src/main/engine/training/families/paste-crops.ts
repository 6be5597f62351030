import { uniform, type Random } from '../../ml/random';
import type { LesionPainter } from './draw-tile';
import { layCrop } from '../../crops/lay-crop';
import type { LesionCrop } from '../../crops/load-crops';
import { findPlaces, type Wanted } from './open-skin';
import { LESION_RADII } from './lesion-radii';

const MOST_CROPS = 3;

/**
 * Lays up to three lesions from crops where the patch shows skin and no other label: each in its type's size, turned,
 * in the colour of the skin there. What is round them tells nothing of the crop they are from. Their boxes are guesses.
 */
export const cropPaster =
  (crops: readonly LesionCrop[]): LesionPainter =>
  (patch, labels, random) => {
    const types = [...new Set(crops.map(({ type }) => type))];
    if (types.length === 0) return [];
    const draw = (): Wanted & { readonly crop: LesionCrop } => {
      const type = pick(types, random);
      const crop = pick(
        crops.filter((one) => one.type === type),
        random,
      );
      return { type, radius: uniform(random, ...LESION_RADII[type]), crop };
    };
    return findPlaces(patch, labels, { most: MOST_CROPS, draw }, random, ({ x, y, radius, crop }) =>
      layCrop(patch, crop.image, { x, y, radius }, random),
    ).map(({ x, y, radius, type }) => ({
      ...{ x, y, width: 2 * radius, height: 2 * radius, allowed: [type] },
      boxWeight: 0,
    }));
  };

const pick = <T>(values: readonly T[], random: Random): T =>
  values[Math.floor(random() * values.length)] as T;
