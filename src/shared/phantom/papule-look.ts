import { uniform } from '../random';
import { fall, mix } from './colour';
import { FRESH_BLOOD, STAGNANT_BLOOD, type LookMaker } from './look';
import { domeLight, mirrorSpot } from './relief';
import { drawStrength } from './strength';

/** Papule: a solid, raised, red bump without pus in a soft red halo. */
export const papule: LookMaker = ({ blur, light, skin }, random) => {
  const core = drawStrength(random) * uniform(random, 0.95, 1.35);
  const halo = core * uniform(random, 0.25, 0.5);
  const brown = skin.darkness * uniform(random, 0.05, 0.3);
  const height = uniform(random, 0.05, 0.15);
  const gloss = Math.max(0, uniform(random, -0.1, 0.3));
  const flat = uniform(random, 0.15, 0.5);
  const edge = uniform(random, 1.1, 1.3) + 0.3 * blur;
  return {
    elongation: 1.3,
    roughness: 0.14,
    bloodColour: mix(FRESH_BLOOD, STAGNANT_BLOOD, uniform(random, 0, 0.6)),
    coverColour: skin.colour,
    tintAt: (point) => {
      const inside = fall(point.outline, flat - 0.3 * blur, edge);
      return {
        blood: ((core - halo) * inside + halo * fall(point.reach, 0.5, 1.6)) * (1 + 0.25 * point.mottle),
        pigment: brown * inside,
        shade: 1 + height * domeLight(point, light, 1.1),
        cover: 0,
        gloss: gloss * mirrorSpot(point, light, 0.3, 0.13 + 0.4 * blur),
      };
    },
  };
};
