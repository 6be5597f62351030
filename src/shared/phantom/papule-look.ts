import { uniform } from '../random';
import { fall, mix } from './colour';
import { FRESH_BLOOD, STAGNANT_BLOOD, type LookMaker } from './look';
import { domeLight, mirrorSpot } from './relief';

/** Papule: a solid, raised, red bump without pus in a soft red halo. */
export const papule: LookMaker = ({ blur, light, skin }, random) => {
  const strength = uniform(random, 0.6, 1.15);
  const core = strength * uniform(random, 0.9, 1.5);
  const halo = core * uniform(random, 0.18, 0.4);
  const brown = skin.darkness * uniform(random, 0.05, 0.3);
  const height = uniform(random, 0.05, 0.13);
  const gloss = uniform(random, 0, 0.16);
  const flat = uniform(random, 0.25, 0.55);
  return {
    elongation: 1.3,
    roughness: 0.2,
    bloodColour: mix(FRESH_BLOOD, STAGNANT_BLOOD, uniform(random, 0, 0.6)),
    coverColour: skin.colour,
    tintAt: (point) => {
      const inside = fall(point.outline, flat - 0.3 * blur, 1.1 + 0.3 * blur);
      const around = fall(point.reach, 0.6, 1.6);
      return {
        blood: (core - halo) * inside * (1 + 0.2 * point.mottle) + halo * around,
        pigment: brown * inside,
        shade: 1 + height * domeLight(point, light, 1.1),
        cover: 0,
        gloss: gloss * mirrorSpot(point, light, 0.3, 0.16 + 0.4 * blur),
      };
    },
  };
};
