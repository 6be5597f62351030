import { uniform, type Random } from '../random';
import { clamp } from './colour';
import { faceHeight } from './face-relief';

/** Light on a place of the face: `diffuse` is a factor about 1, `gloss` the share of mirrored light, 0–1. */
export interface FaceLight {
  readonly diffuse: number;
  readonly gloss: number;
}

const STEP = 0.012;
/** Flattens the relief as large, soft lamps do. */
const SOFTNESS = 0.75;

/** A soft lamp above and to one side, and the light that the room throws back. */
export function drawLampLight(random: Random): (u: number, v: number) => FaceLight {
  const side = uniform(random, -0.45, 0.45);
  const above = uniform(random, 0.25, 0.5);
  const ambient = uniform(random, 0.5, 0.62);
  const shine = uniform(random, 0.05, 0.2);
  const length = Math.hypot(side, above, 1);
  const [lx, ly, lz] = [side / length, -above / length, 1 / length];
  // Half way between the lamp and the camera, which looks along the third axis.
  const half = Math.hypot(lx, ly, lz + 1);
  return (u, v) => {
    const du = ((faceHeight(u + STEP, v) - faceHeight(u - STEP, v)) / (2 * STEP)) * SOFTNESS;
    const dv = ((faceHeight(u, v + STEP) - faceHeight(u, v - STEP)) / (2 * STEP)) * SOFTNESS * 0.77;
    const norm = Math.hypot(du, dv, 1);
    const facing = (-du * lx - dv * ly + lz) / norm;
    const mirrored = (-du * lx - dv * ly + lz + 1) / (norm * half);
    return {
      diffuse: ambient + (1 - ambient) * clamp(0.25 + 0.85 * facing, 0.1, 1.3),
      gloss: shine * Math.pow(clamp(mirrored, 0, 1), 28),
    };
  };
}
