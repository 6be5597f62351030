import { uniform } from '../random';
import { fall, mix, scaleColour } from './colour';
import { FRESH_BLOOD, type LookMaker } from './look';
import { domeLight, mirrorSpot } from './relief';
import { drawStrength } from './strength';

/** Open comedone: a dark brown to black plug in a widened pore, with a soft, faintly raised rim. */
export const openComedone: LookMaker = ({ blur, light, skin }, random) => {
  const plug = uniform(random, 0.45, 0.75);
  const depth = 0.3 + 1.15 * drawStrength(random);
  const rim = uniform(random, 0.02, 0.09);
  const redness = uniform(random, 0, 0.25);
  const soft = 0.7 * blur + uniform(random, 0.12, 0.3);
  const blackness = uniform(random, 0, 0.45);
  return {
    elongation: 1.35,
    roughness: 0.14,
    bloodColour: FRESH_BLOOD,
    coverColour: mix(scaleColour(skin.colour, 0.28), [38, 28, 22], 0.5),
    tintAt: (point) => {
      const inside = fall(point.outline, plug - soft, plug + soft);
      return {
        blood: redness * fall(point.reach, 0.6, 1.4),
        pigment: depth * inside + 0.1 * fall(point.outline, 0.6, 1.2),
        shade: 1 + rim * domeLight(point, light, 1.3) * (1 - inside),
        cover: blackness * inside,
        gloss: 0,
      };
    },
  };
};

/** Closed comedone: a small skin-coloured to whitish bump, soft highlight above and shade below. */
export const closedComedone: LookMaker = ({ blur, light, skin }, random) => {
  const whiteness = uniform(random, 0.25, 0.75);
  const height = uniform(random, 0.07, 0.16);
  const gloss = uniform(random, 0.04, 0.3);
  const redness = uniform(random, 0, 0.3);
  const top = uniform(random, 0.55, 0.8);
  const level = skin.luma;
  return {
    elongation: 1.25,
    roughness: 0.1,
    bloodColour: FRESH_BLOOD,
    coverColour: mix(skin.colour, [1.12 * level + 26, 1.09 * level + 22, level + 14], 0.6),
    tintAt: (point) => {
      const inside = fall(point.outline, top - 0.35 - 0.5 * blur, top + 0.25 + 0.5 * blur);
      return {
        blood: redness * (1 - 0.6 * inside) * fall(point.reach, 0.7, 1.5),
        pigment: 0,
        shade: 1 + height * domeLight(point, light, 1.2),
        cover: whiteness * inside,
        gloss: gloss * mirrorSpot(point, light, 0.25, 0.25 + 0.4 * blur),
      };
    },
  };
};
