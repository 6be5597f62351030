import type { Face } from '../../../shared/face/face';
import { LANDMARK_COUNT } from '../../../shared/face/face';
import type { Point } from '../../../shared/geometry/viewport';
import type { RgbImage } from '../../../shared/photo/rgb-image';
import { DETECTOR_SIDE, surestFace } from './blaze-face';
import { sampleSquare, squareToPhoto, type Square } from './sample-square';

/** The two networks that find a face and lay landmarks on it, one picture at a time: the next overwrites what the last gave. */
export interface FaceNetworks {
  /** @param planes [3, 256, 256] in [-1, 1]. @returns logits and box values of every anchor. */
  detect(planes: Float32Array): Promise<{ readonly scores: Float32Array; readonly boxes: Float32Array }>;
  /** @param planes [3, 192, 192] in [0, 1]. @returns confidence 0–1, and x, y, z of each landmark in pixels. */
  lay(planes: Float32Array): Promise<{ readonly confidence: number; readonly mesh: Float32Array }>;
  close(): Promise<void>;
}

/** Side of the picture that FaceMesh takes, pixels. */
export const MESH_SIDE = 192;
/** Of the face's box, as FaceMesh was trained with. */
const MESH_MARGIN = 1.5;
/**
 * Room round the photo, as a share of its long side, that is tried before the detector looks: it was made for faces
 * in a scene and overlooks those that fill a photo.
 */
const MARGINS = [0.6, 0.1] as const;
/** Confidence below which FaceMesh saw no face, 0–1. */
const LEAST_CONFIDENCE = 0.5;
/** Of the detector: it only proposes. */
const LEAST_SCORE = 0.2;
/** Outer corners of the person's right and left eye. */
const EYES = [33, 263] as const;

/**
 * Finds the face of a photo, or the surest of several.
 * @param image upright, any size.
 * @returns null where no face is sure enough.
 */
export async function findFace(image: RgbImage, networks: FaceNetworks): Promise<Face | null> {
  let best: Face | null = null;
  for (const margin of MARGINS) {
    const face = await findWithin(image, margin, networks);
    if (face && face.confidence > (best?.confidence ?? 0)) best = face;
    if (best && best.confidence > 0.95) break;
  }
  return best;
}

async function findWithin(image: RgbImage, margin: number, networks: FaceNetworks): Promise<Face | null> {
  const { width, height } = image;
  const whole: Square = {
    centre: { x: width / 2, y: height / 2 },
    side: Math.max(width, height) * (1 + 2 * margin),
    angle: 0,
  };
  const { scores, boxes } = await networks.detect(sampleSquare(image, whole, DETECTOR_SIDE, [-1, 1]));
  const found = surestFace(scores, boxes);
  if (found.score < LEAST_SCORE) return null;
  const first: Square = {
    centre: squareToPhoto(whole, found.centre),
    side: found.side * whole.side * MESH_MARGIN,
    angle: angleOf(squareToPhoto(whole, found.rightEye), squareToPhoto(whole, found.leftEye)),
  };
  const rough = await layMesh(image, first, networks);
  // Once more, framed by its own landmarks: the detector's box is a guess.
  const fine = await layMesh(image, frameOf(rough.points), networks);
  const { points, confidence } = fine.confidence >= rough.confidence ? fine : rough;
  if (confidence < LEAST_CONFIDENCE) return null;
  return { confidence, landmarks: points.map(({ x, y }) => ({ x: x / width, y: y / height })) };
}

interface Mesh {
  /** Photo pixels. */
  readonly points: readonly Point[];
  readonly confidence: number;
}

async function layMesh(image: RgbImage, square: Square, networks: FaceNetworks): Promise<Mesh> {
  const { confidence, mesh } = await networks.lay(sampleSquare(image, square, MESH_SIDE, [0, 1]));
  const points = Array.from({ length: LANDMARK_COUNT }, (_, index) =>
    squareToPhoto(square, {
      x: (mesh[index * 3] ?? 0) / MESH_SIDE,
      y: (mesh[index * 3 + 1] ?? 0) / MESH_SIDE,
    }),
  );
  return { points, confidence };
}

/** The turned square round a mesh. */
function frameOf(points: readonly Point[]): Square {
  const [right, left] = EYES.map((index) => points[index] ?? { x: 0, y: 0 });
  const angle = right && left ? angleOf(right, left) : 0;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  // Along and across the eyes.
  const along = points.map(({ x, y }) => x * cos + y * sin);
  const across = points.map(({ x, y }) => -x * sin + y * cos);
  const [u, v] = [middleOf(along), middleOf(across)];
  return {
    centre: { x: u * cos - v * sin, y: u * sin + v * cos },
    side: Math.max(spanOf(along), spanOf(across)) * MESH_MARGIN,
    angle,
  };
}

const angleOf = (right: Point, left: Point): number => Math.atan2(left.y - right.y, left.x - right.x);
const spanOf = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
const middleOf = (values: readonly number[]): number => (Math.max(...values) + Math.min(...values)) / 2;
