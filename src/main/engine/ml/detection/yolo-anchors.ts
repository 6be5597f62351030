import { YOLO_STRIDES } from '../models/yolov8';

/** The points that a YOLO network predicts from: the centres of the cells of every level, row by row. */
export interface YoloAnchors {
  readonly count: number;
  /** x and y of each point, pixels of the network's input: [A, 2]. */
  readonly points: Float32Array;
  /** Pixels a cell of the point's level: [A]. */
  readonly strides: Float32Array;
}

/**
 * @param height pixels of the network's input, a multiple of its coarsest stride.
 * @param width likewise.
 * @throws RangeError for sides that the strides do not divide.
 */
export function yoloAnchors(height: number, width: number): YoloAnchors {
  const points: number[] = [];
  const strides: number[] = [];
  for (const stride of YOLO_STRIDES) {
    if (height % stride !== 0 || width % stride !== 0) {
      throw new RangeError(`The stride ${stride} does not divide ${width} × ${height} pixels.`);
    }
    for (let y = stride / 2; y < height; y += stride) {
      for (let x = stride / 2; x < width; x += stride) {
        points.push(x, y);
        strides.push(stride);
      }
    }
  }
  return { count: strides.length, points: Float32Array.from(points), strides: Float32Array.from(strides) };
}
