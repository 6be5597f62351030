import { uniform } from '../random';
import { fall, mix, scaleColour } from './colour';
import { FRESH_BLOOD, type LookMaker } from './look';
import { domeLight, mirrorSpot } from './relief';

/** Naevus: an even, dark brown, sharply bounded disc, flat or slightly raised. */
export const mole: LookMaker = ({ blur, light, skin }, random) => {
  const depth = uniform(random, 0.8, 1.7);
  const height = random() < 0.4 ? uniform(random, 0.05, 0.12) : 0;
  const soft = 0.1 + 0.5 * blur;
  return {
    elongation: 1.3,
    roughness: 0.12,
    bloodColour: FRESH_BLOOD,
    coverColour: scaleColour(skin.colour, 0.4),
    tintAt: (point) => {
      const inside = fall(point.outline, 0.95 - soft, 0.95 + soft);
      return {
        blood: 0.2 * inside,
        pigment: depth * inside * (1 + 0.15 * point.mottle),
        shade: 1 + height * domeLight(point, light, 1.05),
        cover: 0.15 * inside,
        gloss: height * mirrorSpot(point, light, 0.3, 0.2 + 0.3 * blur),
      };
    },
  };
};

/** Lentigo, freckle or the brown mark a lesion leaves: flat, light to mid brown, soft and uneven. */
export const spot: LookMaker = ({ blur, skin }, random) => {
  const depth = uniform(random, 0.2, 0.65);
  const soft = uniform(random, 0.15, 0.4) + 0.4 * blur;
  const redness = uniform(random, 0, 0.2);
  return {
    elongation: 1.5,
    roughness: 0.3,
    bloodColour: FRESH_BLOOD,
    coverColour: skin.colour,
    tintAt: (point) => {
      const inside = fall(point.outline, 0.9 - soft, 0.9 + soft);
      return {
        blood: redness * inside,
        pigment: depth * inside * (1 + 0.3 * point.mottle),
        shade: 1,
        cover: 0,
        gloss: 0,
      };
    },
  };
};

/** Atrophic scar: a shallow, pale pit, so its far wall is lit and its near wall shaded. */
export const scar: LookMaker = ({ blur, light, skin }, random) => {
  const depth = uniform(random, 0.08, 0.2);
  const pale = uniform(random, 0.1, 0.4);
  const redness = uniform(random, 0, 0.25);
  const level = 1.08 * skin.luma + 8;
  return {
    elongation: 1.8,
    roughness: 0.3,
    bloodColour: FRESH_BLOOD,
    coverColour: mix(skin.colour, [1.08 * level, level, 0.92 * level], 0.6),
    tintAt: (point) => {
      const inside = fall(point.outline, 0.6 - 0.3 * blur, 1.1 + 0.3 * blur);
      return {
        blood: redness * inside,
        pigment: 0,
        shade: 1 - depth * domeLight(point, light, 1.1) - 0.4 * depth * inside,
        cover: pale * inside,
        gloss: 0,
      };
    },
  };
};
