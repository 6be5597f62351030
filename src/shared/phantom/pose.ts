import { uniform, type Random } from '../random';
import { fromFace, toFace, type FaceFrame } from './face-frame';

/** How a person is held and looks on one photo, against the frontal rest. Angles in radians. */
export interface Pose {
  /** Towards the person's left, about the vertical axis. */
  readonly yaw: number;
  /** Downwards, about the horizontal axis. */
  readonly pitch: number;
  /** In the picture plane, clockwise. */
  readonly roll: number;
  /** Factor of the size. */
  readonly scale: number;
  /** Shares of the face's half width and half height. */
  readonly shift: readonly [right: number, down: number];
  /** Corners of the mouth drawn out and up, 0–1. */
  readonly smile: number;
  /** Brows raised, 0–1. */
  readonly brows: number;
}

export const REST: Pose = { yaw: 0, pitch: 0, roll: 0, scale: 1, shift: [0, 0], smile: 0, brows: 0 };

/** A pose as it varies between two visits of a clinic that tries to photograph alike. */
export const drawPose = (random: Random): Pose => ({
  yaw: uniform(random, -0.12, 0.12),
  pitch: uniform(random, -0.08, 0.08),
  roll: uniform(random, -0.08, 0.08),
  scale: uniform(random, 0.88, 1.02),
  shift: [uniform(random, -0.06, 0.06), uniform(random, -0.05, 0.05)],
  smile: random() < 0.5 ? uniform(random, 0, 1) : 0,
  brows: random() < 0.3 ? uniform(random, 0, 1) : 0,
});

/** Depth of the face's middle against its edge, in half widths. */
const DEPTH = 0.6;

const bump = (u: number, v: number, du: number, dv: number, size: number): number =>
  Math.exp(-((u - du) ** 2 + (v - dv) ** 2) / (2 * size * size));

/** Where a place of the resting face (u right, v down) comes to lie, in the same coordinates. */
function posed(pose: Pose, u: number, v: number): readonly [number, number] {
  const corner = (side: 1 | -1): number => bump(u, v, side * 0.3, 0.47, 0.16);
  const brow = bump(u, v, -0.4, -0.28, 0.22) + bump(u, v, 0.4, -0.28, 0.22);
  const eu = u + 0.05 * pose.smile * (corner(1) - corner(-1));
  const ev = v - 0.04 * pose.smile * (corner(1) + corner(-1)) - 0.05 * pose.brows * brow;
  const depth = DEPTH * Math.sqrt(Math.max(0.04, 1 - 0.85 * (eu * eu + ev * ev)));
  return [
    eu * Math.cos(pose.yaw) + depth * Math.sin(pose.yaw),
    ev * Math.cos(pose.pitch) + depth * Math.sin(pose.pitch),
  ];
}

/** Where a pixel of the resting picture comes to lie. */
export function toPosed(pose: Pose, frame: FaceFrame, x: number, y: number): readonly [number, number] {
  const [u, v] = posed(pose, ...toFace(frame, x, y));
  const [px, py] = fromFace(frame, u, v);
  const [dx, dy] = [px - frame.x, py - frame.y];
  const [cos, sin] = [Math.cos(pose.roll) * pose.scale, Math.sin(pose.roll) * pose.scale];
  return [
    frame.x + dx * cos - dy * sin + pose.shift[0] * frame.halfWidth,
    frame.y + dx * sin + dy * cos + pose.shift[1] * frame.halfHeight,
  ];
}

/** Steps after which {@link fromPosed} is within a hundredth of a pixel, for poses as {@link drawPose} draws them. */
const STEPS = 12;

/** The pixel of the resting picture that comes to lie at a place. */
export function fromPosed(pose: Pose, frame: FaceFrame, x: number, y: number): readonly [number, number] {
  let [sx, sy] = [x, y];
  for (let step = 0; step < STEPS; step += 1) {
    const [px, py] = toPosed(pose, frame, sx, sy);
    sx += x - px;
    sy += y - py;
  }
  return [sx, sy];
}
