import type { RgbImage } from '../../../../shared/photo/rgb-image';
import { tileToPhoto, type View } from './view';

/** Pixels beyond a tile's corners that its bilinear sampling may reach. */
const MARGIN = 2;

/** A part of a photo, and where in the photo its first pixel is. */
export interface PhotoPatch {
  readonly patch: RgbImage;
  readonly left: number;
  readonly top: number;
}

/** A copy of the upright rectangle round all that a tile of a view shows, as far as it lies on the photo. */
export function copyPatch(photo: RgbImage, view: View, side: number): PhotoPatch {
  const [xx, xy, yx, yy] = tileToPhoto(view);
  const across = (side / 2) * (Math.abs(xx) + Math.abs(xy)) + MARGIN;
  const down = (side / 2) * (Math.abs(yx) + Math.abs(yy)) + MARGIN;
  const left = within(Math.floor(view.centreX - across), photo.width - 1);
  const top = within(Math.floor(view.centreY - down), photo.height - 1);
  const width = within(Math.ceil(view.centreX + across), photo.width, left + 1) - left;
  const height = within(Math.ceil(view.centreY + down), photo.height, top + 1) - top;
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row += 1) {
    const from = ((top + row) * photo.width + left) * 3;
    data.set(photo.data.subarray(from, from + width * 3), row * width * 3);
  }
  return { patch: { width, height, data }, left, top };
}

const within = (value: number, most: number, least = 0): number => Math.min(most, Math.max(least, value));
