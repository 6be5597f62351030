import { uniform } from '../random';
import { fall, mix, scaleColour } from './colour';
import { FRESH_BLOOD, type LookMaker } from './look';
import { domeLight, mirrorSpot } from './relief';

/** Open comedone: a dark plug in a widened pore, with a soft, faintly raised rim. */
export const openComedone: LookMaker = ({ blur, light, skin }, random) => {
  const plug = uniform(random, 0.5, 0.78);
  const depth = uniform(random, 1, 2.1) * (0.55 + 0.45 * random());
  const rim = uniform(random, 0.02, 0.07);
  const redness = uniform(random, 0, 0.22);
  const soft = 0.5 * blur + uniform(random, 0.12, 0.28);
  return {
    elongation: 1.35,
    roughness: 0.2,
    bloodColour: FRESH_BLOOD,
    coverColour: mix(scaleColour(skin.colour, 0.28), [38, 28, 22], 0.5),
    tintAt: (point) => {
      const inside = fall(point.outline, plug - soft, plug + soft);
      return {
        blood: redness * fall(point.reach, 0.6, 1.4),
        pigment: depth * inside + 0.12 * fall(point.outline, 0.6, 1.2),
        shade: 1 + rim * domeLight(point, light, 1.3) * (1 - inside),
        cover: 0.35 * inside,
        gloss: 0,
      };
    },
  };
};

/** Closed comedone: a small skin-coloured to whitish bump, soft highlight above and shade below. */
export const closedComedone: LookMaker = ({ blur, light, skin }, random) => {
  const whiteness = uniform(random, 0.3, 0.75);
  const height = uniform(random, 0.07, 0.16);
  const gloss = uniform(random, 0.04, 0.22);
  const redness = uniform(random, 0, 0.3);
  const top = uniform(random, 0.55, 0.8);
  const pale = mix(skin.colour, [1.12 * skin.luma + 26, 1.09 * skin.luma + 22, 1.0 * skin.luma + 14], 0.6);
  return {
    elongation: 1.25,
    roughness: 0.1,
    bloodColour: FRESH_BLOOD,
    coverColour: pale,
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
