import { uniform, type Random } from '../random';
import { fall } from './colour';
import { faceDistance } from './face-frame';

/** Coverage 0–1 of what on a face is not open skin. */
export interface FacialFeatures {
  /** Head hair and brows. */
  readonly hair: number;
  /** Lash lines, nostrils and the line between the lips: lightless. */
  readonly dark: number;
  readonly lips: number;
}

export type FeaturesAt = (u: number, v: number) => FacialFeatures;

const MOUTH_V = 0.535;

/** Eyes closed, as for clinic photographs; the line of the hair and the brows vary. */
export function drawFacialFeatures(random: Random): FeaturesAt {
  const hairline = uniform(random, -0.84, -0.72);
  const peak = uniform(random, -0.05, 0.06);
  const browLift = uniform(random, -0.03, 0.02);
  const browWeight = uniform(random, 0.55, 0.85);
  return (u, v) => {
    const side = Math.abs(u);
    const line = hairline + peak * Math.cos(u * 9) + 0.55 * Math.pow(side, 3.2);
    const cap = fall(v, line - 0.05, line + 0.05) * fall(faceDistance(u * 0.93, v * 0.93), 1.02, 1.09);
    const browline = -0.3 + browLift - 0.07 * Math.sin(((side - 0.15) / 0.5) * 2.4);
    const browWidth = 0.04 - 0.018 * fall(0.7 - side, 0, 0.5);
    const brow = fall(Math.abs(v - browline), 0.008, browWidth) * fall(Math.abs(side - 0.4), 0.2, 0.28);
    const lash = -0.065 - 0.55 * (side - 0.4) * (side - 0.4);
    const closed = fall(Math.abs(v - lash), 0.004, 0.018) * fall(Math.abs(side - 0.4), 0.13, 0.19);
    const nostril = fall(Math.hypot((side - 0.085) / 1.5, (v - 0.305) * 1.25), 0.012, 0.04);
    const parting = MOUTH_V + 0.05 * side * side;
    const mouth = fall(Math.abs(v - parting), 0.003, 0.013) * fall(side, 0.24, 0.32);
    return {
      hair: Math.max(cap, browWeight * brow),
      dark: Math.max(0.75 * closed, 0.75 * nostril, 0.6 * mouth),
      lips: lipsAt(side, v) * fall(side, 0.28, 0.33),
    };
  };
}

/** The upper lip has a bow; the lower one is fuller. */
function lipsAt(side: number, v: number): number {
  const width = Math.sqrt(Math.max(0, 1 - (side / 0.32) ** 2));
  const bow = 0.052 - 0.014 * Math.cos(side * 26) * fall(side, 0.1, 0.2);
  const fullness = Math.max(0.02, width * (v < MOUTH_V ? bow : 0.085));
  return fall(Math.abs(v - MOUTH_V) / fullness, 0.75, 1.15);
}
