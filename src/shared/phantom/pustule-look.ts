import { uniform } from '../random';
import { fall, mix, type Rgb } from './colour';
import { FRESH_BLOOD, STAGNANT_BLOOD, type LookMaker } from './look';
import type { LocalSkin } from './local-skin';
import { domeLight, mirrorSpot } from './relief';
import { drawStrength } from './strength';

/** Pustule: a creamy yellow-white centre with a small highlight on a red, raised base. */
export const pustule: LookMaker = ({ blur, light, skin }, random) => {
  const base = 0.1 + drawStrength(random) * uniform(random, 0.85, 1.2);
  const halo = base * uniform(random, 0.3, 0.6);
  const head = uniform(random, 0.34, 0.56);
  const soft = uniform(random, 0.1, 0.22) + 0.4 * blur;
  const opacity = uniform(random, 0.6, 0.92);
  const height = uniform(random, 0.04, 0.12);
  const gloss = uniform(random, 0.05, 0.45);
  const [shiftU, shiftV] = [uniform(random, -0.18, 0.18), uniform(random, -0.18, 0.18)];
  return {
    elongation: 1.25,
    roughness: 0.14,
    bloodColour: mix(FRESH_BLOOD, STAGNANT_BLOOD, uniform(random, 0, 0.4)),
    coverColour: pus(skin, uniform(random, 0, 1)),
    tintAt: (point) => {
      const distance = point.outline + shiftU * point.u + shiftV * point.v;
      const pusHere = fall(distance, head - soft, head + soft) * (1 + 0.1 * Math.min(0, point.mottle));
      const redHere = (base - halo) * fall(point.outline, 0.4, 1.2) + halo * fall(point.reach, 0.5, 1.6);
      return {
        blood: redHere * (1 + 0.25 * point.mottle),
        pigment: 0.15 * skin.darkness * fall(point.outline, 0.6, 1.1),
        shade: 1 + height * domeLight(point, light, 1.1) + 0.05 * domeLight(point, light, head + soft),
        cover: opacity * pusHere,
        gloss: gloss * mirrorSpot(point, light, 0.4 * head, 0.1 + 0.35 * blur),
      };
    },
  };
};

/** Cream (`yellowness` 0) to yellow (1), as light as the light on this skin allows. */
function pus(skin: LocalSkin, yellowness: number): Rgb {
  const level = Math.min(238, skin.luma + 0.38 * (250 - skin.luma), 1.9 * skin.luma + 12);
  return [Math.min(252, 1.09 * level), level, (0.84 - 0.2 * yellowness) * level];
}
