import { boxArea, type Box } from '../../../../shared/geometry/box';
import type { RgbImage } from '../../../../shared/photo/rgb-image';
import { mapBox } from './affine';
import { scaledSide, variationMap, type PreparationSettings, type Variation } from './preparation';
import { warpImage } from './warp-image';

/** A picture with what is marked on it; boxes in its pixels. */
export interface MarkedPicture<Label extends { readonly box: Box }> {
  readonly image: RgbImage;
  readonly labels: readonly Label[];
}

/**
 * A photo and its boxes, varied together. The photo has been brought to `side` × `side` pixels before.
 * @throws RangeError for a photo of another size.
 */
export function varyPhoto<Label extends { readonly box: Box }>(
  { image, labels }: MarkedPicture<Label>,
  variation: Variation,
  settings: PreparationSettings,
): MarkedPicture<Label> {
  const { side, fill } = settings;
  if (image.width !== side || image.height !== side)
    throw new RangeError(
      `A picture of ${side} × ${side} pixels is expected, not ${image.width} × ${image.height}.`,
    );
  const map = variationMap(variation, side);
  const seen = Math.min(side, scaledSide(variation, side));
  return {
    image: warpImage(image, map, side, fill, seen),
    labels: labels.flatMap((label) => {
      const box = visiblePart(mapBox(map, label.box), seen, settings);
      return box === null ? [] : [{ ...label, box }];
    }),
  };
}

/**
 * A moved box cut to what is seen of the picture, or null where too little of it is left.
 * @param seen width and height of the part that the picture fills, pixels.
 */
export function visiblePart(
  box: Box,
  seen: number,
  { leastVisible, leastSide }: Pick<PreparationSettings, 'leastVisible' | 'leastSide'>,
): Box | null {
  const x = Math.max(0, box.x);
  const y = Math.max(0, box.y);
  const width = Math.min(seen, box.x + box.width) - x;
  const height = Math.min(seen, box.y + box.height) - y;
  if (!(width >= leastSide && height >= leastSide)) return null;
  return width * height >= leastVisible * boxArea(box) ? { x, y, width, height } : null;
}
