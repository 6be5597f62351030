import type { Point } from '../../../shared/geometry/viewport';
import type { RgbImage } from '../../../shared/photo/rgb-image';

/** A square that may be turned and may reach beyond the photo. */
export interface Square {
  /** Photo pixels. */
  readonly centre: Point;
  readonly side: number;
  /** By which its upper side is turned clockwise on the screen, radians. */
  readonly angle: number;
}

/** The photo point (pixels) that lies under a point of the square (fractions of its side). */
export function squareToPhoto({ centre, side, angle }: Square, { x, y }: Point): Point {
  const [dx, dy] = [(x - 0.5) * side, (y - 0.5) * side];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return { x: centre.x + dx * cos - dy * sin, y: centre.y + dx * sin + dy * cos };
}

/** Samples along each side of a cell, at most: beyond it, what is stepped over no longer matters to a network. */
const MOST_SAMPLES = 4;

/**
 * Samples a square of a photo into planes [3, size, size]: between pixels where it magnifies, an average of pixels
 * where it shrinks. What lies outside the photo is black.
 * @param range values of black and white.
 */
export function sampleSquare(
  image: RgbImage,
  square: Square,
  size: number,
  [black, white]: readonly [number, number],
): Float32Array {
  const planes = new Float32Array(3 * size * size).fill(black);
  const samples = Math.max(1, Math.min(MOST_SAMPLES, Math.round(square.side / size)));
  const gain = (white - black) / 255 / samples ** 2;
  const add = samples === 1 ? addBetween : addNearest;
  // The square's axes as steps on the photo: a cell is visited a million times.
  const origin = squareToPhoto(square, { x: 0, y: 0 });
  const step = square.side / size / samples;
  const [cos, sin] = [Math.cos(square.angle) * step, Math.sin(square.angle) * step];
  for (let down = 0; down < size * samples; down += 1) {
    const row = Math.floor(down / samples) * size;
    for (let right = 0; right < size * samples; right += 1) {
      const x = origin.x + (right + 0.5) * cos - (down + 0.5) * sin;
      const y = origin.y + (right + 0.5) * sin + (down + 0.5) * cos;
      add(image, x, y, gain, planes, row + Math.floor(right / samples));
    }
  }
  return planes;
}

type AddSample = (
  image: RgbImage,
  x: number,
  y: number,
  gain: number,
  planes: Float32Array,
  to: number,
) => void;

const addNearest: AddSample = (image, x, y, gain, planes, to) =>
  addPixel(image, Math.floor(x), Math.floor(y), gain, planes, to);

const addBetween: AddSample = (image, x, y, gain, planes, to) => {
  const column = Math.floor(x - 0.5);
  const row = Math.floor(y - 0.5);
  const right = x - 0.5 - column;
  const down = y - 0.5 - row;
  addPixel(image, column, row, gain * (1 - right) * (1 - down), planes, to);
  addPixel(image, column + 1, row, gain * right * (1 - down), planes, to);
  addPixel(image, column, row + 1, gain * (1 - right) * down, planes, to);
  addPixel(image, column + 1, row + 1, gain * right * down, planes, to);
};

function addPixel(
  { width, height, data }: RgbImage,
  x: number,
  y: number,
  gain: number,
  planes: Float32Array,
  to: number,
): void {
  if (x < 0 || y < 0 || x >= width || y >= height) return;
  const plane = planes.length / 3;
  const from = (y * width + x) * 3;
  planes[to] = (planes[to] as number) + gain * (data[from] as number);
  planes[to + plane] = (planes[to + plane] as number) + gain * (data[from + 1] as number);
  planes[to + 2 * plane] = (planes[to + 2 * plane] as number) + gain * (data[from + 2] as number);
}
