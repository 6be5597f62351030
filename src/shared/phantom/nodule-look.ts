import { uniform } from '../random';
import { fall, mix } from './colour';
import { FRESH_BLOOD, STAGNANT_BLOOD, type LookMaker } from './look';
import { domeLight, mirrorSpot } from './relief';

/** Nodule: a large, deep swelling, diffusely red to purple, with broad shading and no sharp edge. */
export const nodule: LookMaker = ({ light, skin }, random) => {
  const strength = uniform(random, 0.65, 1.15);
  const core = strength * uniform(random, 0.9, 1.5);
  const halo = core * uniform(random, 0.25, 0.4);
  const brown = uniform(random, 0, 0.12) + skin.darkness * uniform(random, 0.05, 0.25);
  const height = uniform(random, 0.1, 0.2);
  const gloss = uniform(random, 0, 0.14);
  const flat = uniform(random, 0.2, 0.5);
  return {
    elongation: 1.35,
    roughness: 0.2,
    bloodColour: mix(FRESH_BLOOD, STAGNANT_BLOOD, uniform(random, 0.4, 1)),
    coverColour: skin.colour,
    tintAt: (point) => {
      const inside = fall(point.outline, flat, 1.2);
      return {
        blood: (core - halo) * inside * (1 + 0.28 * point.mottle) + halo * fall(point.reach, 0.7, 1.6),
        pigment: brown * inside,
        shade: 1 + height * domeLight(point, light, 1.2),
        cover: 0,
        gloss: gloss * mirrorSpot(point, light, 0.35, 0.2),
      };
    },
  };
};
