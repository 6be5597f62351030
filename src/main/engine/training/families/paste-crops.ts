import { layCrop } from '../../crops/lay-crop';
import type { LesionCrop } from '../../crops/load-crops';
import { uniform, type Random } from '../../ml/random';
import type { LesionPainter } from './draw-tile';
import { TRAINING_LESION_RADII } from './lesion-radii';
import { findPlaces, type Wanted } from './open-skin';

const MOST_CROPS = 3;

/**
 * Lays up to three lesions from crops where the patch shows skin and no other label: each in its type's size, turned,
 * in the colour of the skin there. What is round them tells nothing of the crop they are from. Their boxes are guesses.
 */
export function cropPaster(crops: readonly LesionCrop[]): LesionPainter {
  const types = [...new Set(crops.map(({ type }) => type))];
  const groups = types.map((type) => ({ type, crops: crops.filter((crop) => crop.type === type) }));
  return (patch, labels, random) => {
    if (groups.length === 0) return [];
    const draw = (): Wanted & { readonly crop: LesionCrop } => {
      const group = pick(groups, random);
      const crop = pick(group.crops, random);
      return { type: group.type, radius: uniform(random, ...TRAINING_LESION_RADII[group.type]), crop };
    };
    return findPlaces(patch, labels, { most: MOST_CROPS, draw }, random, ({ x, y, radius, crop }) =>
      layCrop(patch, crop.image, { x, y, radius }, random),
    ).map(({ x, y, radius, type }) => ({
      ...{ x, y, width: 2 * radius, height: 2 * radius, allowed: [type] },
      boxWeight: 0,
    }));
  };
}

const pick = <T>(values: readonly T[], random: Random): T =>
  values[Math.floor(random() * values.length)] as T;
