import { uniform } from '../random';
import { fall, mix, type Rgb } from './colour';
import { FRESH_BLOOD, STAGNANT_BLOOD, type LookMaker } from './look';
import type { LocalSkin } from './local-skin';
import { domeLight, mirrorSpot } from './relief';

/** Pustule: a creamy yellow-white centre with a small highlight on a red, raised base. */
export const pustule: LookMaker = ({ blur, light, skin }, random) => {
  const strength = uniform(random, 0.65, 1.15);
  const base = strength * uniform(random, 0.9, 1.5);
  const halo = base * uniform(random, 0.25, 0.5);
  const head = uniform(random, 0.36, 0.6);
  const soft = uniform(random, 0.08, 0.18) + 0.4 * blur;
  const opacity = uniform(random, 0.72, 0.97);
  const height = uniform(random, 0.04, 0.1);
  const gloss = uniform(random, 0.1, 0.4);
  const [shiftU, shiftV] = [uniform(random, -0.12, 0.12), uniform(random, -0.12, 0.12)];
  return {
    elongation: 1.2,
    roughness: 0.15,
    bloodColour: mix(FRESH_BLOOD, STAGNANT_BLOOD, uniform(random, 0, 0.4)),
    coverColour: pus(skin, uniform(random, 0, 1)),
    tintAt: (point) => {
      const distance = point.outline + shiftU * point.u + shiftV * point.v;
      const pusHere = fall(distance, head - soft, head + soft);
      return {
        blood: (base - halo) * fall(point.outline, 0.5, 1.15) + halo * fall(point.reach, 0.7, 1.6),
        pigment: 0.15 * skin.darkness * fall(point.outline, 0.6, 1.1),
        shade: 1 + height * domeLight(point, light, 1.1) + 0.05 * domeLight(point, light, head + soft),
        cover: opacity * pusHere,
        gloss: gloss * mirrorSpot(point, light, 0.4 * head, 0.12 + 0.35 * blur),
      };
    },
  };
};

/** Cream (`yellowness` 0) to yellow (1), as light as the light on this skin allows. */
function pus(skin: LocalSkin, yellowness: number): Rgb {
  const level = Math.min(242, skin.luma + 0.42 * (250 - skin.luma), 2.1 * skin.luma + 12);
  return [1.05 * level, level, (0.84 - 0.18 * yellowness) * level];
}
