import { uniform, type Random } from '../random';
import { fall } from './colour';
import { faceDistance, toFace, type FaceFrame } from './face-frame';
import type { FeaturesAt } from './facial-features';
import { drawLampLight } from './lamp-light';
import { noiseTile } from './noise-tile';
import { drawPlanes, type Plane } from './plane';

/** What the skin of a face is like from place to place. */
export interface FacePlanes {
  /** Factor of the light. */
  readonly light: Plane;
  /** Share of mirrored light. */
  readonly gloss: Plane;
  /** Optical thickness of blood and of brown pigment beyond the tone's own. */
  readonly blood: Plane;
  readonly pigment: Plane;
  /** Coverage by lightless openings, by hair, and by the person (what is left is background). */
  readonly dark: Plane;
  readonly hair: Plane;
  readonly body: Plane;
}

/** Lattice points along the shorter side: enough for the features' soft edges. */
const LATTICE = 256;

export function drawFacePlanes(
  width: number,
  height: number,
  frame: FaceFrame,
  featuresAt: FeaturesAt,
  random: Random,
): FacePlanes {
  const lightAt = drawLampLight(random);
  const [redPatches, brownPatches] = [noiseTile(random, 8), noiseTile(random, 8)];
  const flush = uniform(random, 0.1, 0.35);
  const step = Math.max(2, Math.round(Math.min(width, height) / LATTICE));
  const planes = drawPlanes(width, height, step, (x, y) => {
    const [u, v] = toFace(frame, x, y);
    const { hair, dark, lips } = featuresAt(u, v);
    const face = fall(faceDistance(u, v), 0.985, 1.01);
    const neckLight = 0.52 + 0.16 * fall(1.5 - v, 0, 0.6) - 0.1 * u * u;
    const neck = fall(Math.abs(u) - 0.25 * Math.max(0, v - 1), 0.6, 0.66) * fall(0.75 - v, 0, 0.1);
    const { diffuse, gloss } = face > 0 ? lightAt(u, v) : { diffuse: neckLight, gloss: 0 };
    const flushed =
      patch(u, v, 0.5, 0.2, 0.2) + 0.8 * patch(u, v, 0, 0.24, 0.12) + 0.4 * patch(u, v, 0, 0.85, 0.15);
    const lids = 0.12 * patch(u, v, 0.4, 0, 0.12);
    return [
      neckLight + (diffuse - neckLight) * face,
      gloss * face * (1 - hair),
      Math.max(0, flush * flushed + 0.05 * redPatches.at(u * 30 + 60, v * 30 + 60)) + 0.75 * lips,
      Math.max(0, lids + 0.03 * brownPatches.at(u * 24 + 50, v * 24 + 50)) + 0.18 * lips,
      dark,
      hair,
      Math.max(face, neck, hair),
    ];
  });
  const [light, gloss, blood, pigment, dark, hair, body] = planes as [
    Plane,
    Plane,
    Plane,
    Plane,
    Plane,
    Plane,
    Plane,
  ];
  return { light, gloss, blood, pigment, dark, hair, body };
}

/** A round soft patch on both sides of the face, 0–1. */
function patch(u: number, v: number, side: number, height: number, size: number): number {
  const [du, dv] = [Math.abs(u) - side, v - height];
  return Math.exp(-(du * du + dv * dv) / (2 * size * size));
}
