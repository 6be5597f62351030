import { uniform } from '../random';
import { fall, mix } from './colour';
import { FRESH_BLOOD, STAGNANT_BLOOD, type LookMaker } from './look';
import { domeLight, mirrorSpot } from './relief';
import { drawStrength } from './strength';

/** Nodule: a large, deep swelling, diffusely red to purple, with broad shading and no sharp edge. */
export const nodule: LookMaker = ({ light, skin }, random) => {
  // Deep pigment hides part of the blood below it.
  const core = (0.2 + drawStrength(random)) * uniform(random, 0.75, 1.1) * (1 - 0.35 * skin.darkness);
  const halo = core * uniform(random, 0.3, 0.5);
  const brown = uniform(random, 0, 0.1) + skin.darkness * uniform(random, 0.05, 0.2);
  const height = uniform(random, 0.06, 0.15);
  const gloss = uniform(random, 0, 0.32);
  const spread = uniform(random, 0.12, 0.3);
  const flat = uniform(random, 0, 0.45);
  return {
    elongation: 1.3,
    roughness: 0.12,
    bloodColour: mix(FRESH_BLOOD, STAGNANT_BLOOD, uniform(random, 0.2, 1)),
    coverColour: skin.colour,
    tintAt: (point) => {
      const inside = fall(point.outline, flat, 1.35);
      const blood = (core - halo) * inside + halo * fall(point.reach, 0.5, 1.6);
      // Taut skin mirrors the lamp in patches, where its texture lets it.
      const mirror = mirrorSpot(point, light, 0.35, spread) * Math.max(0, 0.7 + 0.6 * point.mottle);
      return {
        blood: blood * (1 + 0.3 * point.mottle),
        pigment: brown * inside,
        shade: 1 + height * domeLight(point, light, 1.25),
        cover: 0,
        gloss: gloss * mirror,
      };
    },
  };
};
