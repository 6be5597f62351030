import { faceDistance } from './face-frame';

/** A smooth rise (or, below 0, a hollow): place, height and half-widths in face coordinates. */
interface Rise {
  readonly u: number;
  readonly v: number;
  readonly height: number;
  readonly width: number;
  readonly length: number;
}

/** The left half of a face that looks at the camera; the right half mirrors it. */
const RISES: readonly Rise[] = [
  { u: 0, v: 0.02, height: 0.12, width: 0.11, length: 0.2 },
  { u: 0, v: 0.2, height: 0.2, width: 0.13, length: 0.12 },
  { u: 0.13, v: 0.24, height: 0.07, width: 0.06, length: 0.06 },
  { u: 0.4, v: -0.13, height: -0.11, width: 0.2, length: 0.1 },
  { u: 0.4, v: -0.1, height: 0.07, width: 0.13, length: 0.06 },
  { u: 0.4, v: -0.27, height: 0.05, width: 0.25, length: 0.06 },
  { u: 0.5, v: 0.14, height: 0.07, width: 0.2, length: 0.16 },
  { u: 0.3, v: 0.36, height: -0.025, width: 0.06, length: 0.14 },
  { u: 0, v: 0.49, height: 0.045, width: 0.18, length: 0.04 },
  { u: 0, v: 0.58, height: 0.055, width: 0.16, length: 0.04 },
  { u: 0, v: 0.535, height: -0.04, width: 0.13, length: 0.018 },
  { u: 0, v: 0.68, height: -0.04, width: 0.18, length: 0.04 },
  { u: 0, v: 0.82, height: 0.07, width: 0.17, length: 0.1 },
];

/** Height of the face above the picture plane in half face widths; 0 at and beyond its outline. */
export function faceHeight(u: number, v: number): number {
  const distance = faceDistance(u, v);
  if (distance >= 1) return 0;
  const side = Math.abs(u);
  let height = 0.8 * Math.sqrt(1 - distance * distance);
  for (const rise of RISES) {
    const [du, dv] = [(side - rise.u) / rise.width, (v - rise.v) / rise.length];
    const square = du * du + dv * dv;
    if (square < 12) height += rise.height * Math.exp(-square / 2);
  }
  return height;
}
