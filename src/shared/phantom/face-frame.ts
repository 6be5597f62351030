import { uniform, type Random } from '../random';

/** Where the face lies. Face coordinates: u right and v down, −1 to 1 from edge to edge of the face. */
export interface FaceFrame {
  readonly x: number;
  readonly y: number;
  /** Half the face's width and height in pixels. */
  readonly halfWidth: number;
  readonly halfHeight: number;
  /** Turn in the picture plane, radians. */
  readonly turn: number;
}

/** A close-up: the face nearly fills the shorter side's frame. */
export function drawFaceFrame(width: number, height: number, random: Random): FaceFrame {
  const halfHeight = 0.5 * Math.min(height, 1.25 * width) * uniform(random, 0.94, 1.02);
  return {
    x: width * uniform(random, 0.48, 0.52),
    y: height * uniform(random, 0.49, 0.53),
    halfWidth: halfHeight * uniform(random, 0.72, 0.8),
    halfHeight,
    turn: uniform(random, -0.05, 0.05),
  };
}

/** Face coordinates of a pixel. */
export function toFace(frame: FaceFrame, x: number, y: number): readonly [number, number] {
  const [dx, dy] = [x - frame.x, y - frame.y];
  const [cos, sin] = [Math.cos(frame.turn), Math.sin(frame.turn)];
  return [(dx * cos + dy * sin) / frame.halfWidth, (dy * cos - dx * sin) / frame.halfHeight];
}

/** The pixel of a place in face coordinates. */
export function fromFace(frame: FaceFrame, u: number, v: number): readonly [number, number] {
  const [dx, dy] = [u * frame.halfWidth, v * frame.halfHeight];
  const [cos, sin] = [Math.cos(frame.turn), Math.sin(frame.turn)];
  return [frame.x + dx * cos - dy * sin, frame.y + dx * sin + dy * cos];
}

/** Distance from the middle of the face: 1 on its outline, an oval that narrows towards the chin. */
export function faceDistance(u: number, v: number): number {
  const across = u / (1 - (v > 0 ? 0.1 : 0.04) * v * v);
  return Math.sqrt(across * across + v * v);
}
