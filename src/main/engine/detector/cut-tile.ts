import type { RgbImage } from '../../../shared/photo/rgb-image';

/** Grey of what lies outside the photo, as in training. */
export const OUTSIDE = 0.5;

/** A rectangle of a photo that is looked at enlarged, in pixels of the enlarged photo. */
export interface TileCut {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Pixels of the tile for one of the photo, at least 1. */
  readonly scale: number;
}

/** Copies a rectangle of a photo into planes [3, height, width] in [0, 1]; outside the photo it is grey. */
export function cutTile(photo: RgbImage, cut: TileCut, planes: Float32Array): void {
  if (cut.scale === 1) copyTile(photo, cut, planes);
  else enlargeTile(photo, cut, planes);
}

function copyTile(
  { width: photoWidth, height: photoHeight, data }: RgbImage,
  { left, top, width, height }: TileCut,
  planes: Float32Array,
): void {
  const plane = width * height;
  const columns = Math.min(width, photoWidth - left);
  const rows = Math.min(height, photoHeight - top);
  if (columns < width || rows < height) planes.fill(OUTSIDE);
  for (let row = 0; row < rows; row += 1) {
    let from = ((top + row) * photoWidth + left) * 3;
    let to = row * width;
    for (let column = 0; column < columns; column += 1, from += 3, to += 1) {
      planes[to] = (data[from] as number) / 255;
      planes[to + plane] = (data[from + 1] as number) / 255;
      planes[to + 2 * plane] = (data[from + 2] as number) / 255;
    }
  }
}

/** Bilinear, with pixel centres at halves, as training samples its tiles (`ml/augment/sample-tile.ts`). */
function enlargeTile(photo: RgbImage, cut: TileCut, planes: Float32Array): void {
  const { left, top, width, height, scale } = cut;
  const plane = width * height;
  const columns = Math.min(width, Math.round(photo.width * scale) - left);
  const rows = Math.min(height, Math.round(photo.height * scale) - top);
  if (columns < width || rows < height) planes.fill(OUTSIDE);
  const across = sampledAt(left, columns, scale, photo.width);
  const down = sampledAt(top, rows, scale, photo.height);
  const { data } = photo;
  const stride = photo.width * 3;
  for (let row = 0; row < rows; row += 1) {
    const upper = (down.first[row] as number) * stride;
    const lower = (down.second[row] as number) * stride;
    const fy = down.share[row] as number;
    for (let column = 0, to = row * width; column < columns; column += 1, to += 1) {
      const a = (across.first[column] as number) * 3;
      const b = (across.second[column] as number) * 3;
      const fx = across.share[column] as number;
      for (let channel = 0; channel < 3; channel += 1) {
        const above = mix(data[upper + a + channel] as number, data[upper + b + channel] as number, fx);
        const below = mix(data[lower + a + channel] as number, data[lower + b + channel] as number, fx);
        planes[to + channel * plane] = mix(above, below, fy) / 255;
      }
    }
  }
}

const mix = (a: number, b: number, share: number): number => a + (b - a) * share;

/** Which two pixels of the photo each pixel of a tile lies between, along one axis, and how near the second. */
function sampledAt(start: number, count: number, scale: number, length: number) {
  const [first, second, share] = [new Int32Array(count), new Int32Array(count), new Float32Array(count)];
  for (let index = 0; index < count; index += 1) {
    const at = Math.min(length - 1, Math.max(0, (start + index + 0.5) / scale - 0.5));
    first[index] = Math.floor(at);
    second[index] = Math.min(length - 1, Math.floor(at) + 1);
    share[index] = at - Math.floor(at);
  }
  return { first, second, share };
}
