import type { LesionType } from '../../../shared/clinical/lesion';
import type { Box } from '../../../shared/geometry/box';
import { renderPhantom, type Phantom } from '../../../shared/phantom/render-phantom';
import type { RgbImage } from '../../../shared/photo/rgb-image';
import type { PhotoPlan } from './photo-plan';

export interface RenderedPhoto {
  readonly image: RgbImage;
  /** Boxes in pixels of the picture. */
  readonly labels: readonly { readonly label: LesionType; readonly box: Box }[];
}

/** A lesion is labelled where at least this share of its box is in the picture, as in training. */
const LEAST_VISIBLE = 0.5;
/** Where so many large lesions have no room on a face, they become smaller by this factor until they have. */
const SHRINK = 0.8;
const MOST_SHRINKING = 8;
/** Boxes are written with tenths of a pixel. */
const STEPS = 10;

/**
 * Renders a plan: the same plan gives the same pixels and labels.
 * @param side of the picture, pixels, at least 64.
 * @throws RangeError where the lesions have no room even when they are small.
 */
export function renderPhoto(plan: PhotoPlan, side: number): RenderedPhoto {
  const full = Math.round(side * plan.zoom);
  const phantom = renderWithRoom(plan, full);
  const left = Math.floor((full - side) * plan.cropX);
  const top = Math.floor((full - side) * plan.cropY);
  return {
    image: takenFrom(phantom.image, left, top, side, plan.gain),
    labels: phantom.lesions.flatMap(({ type, box }) => {
      const seen = visiblePart({ ...box, x: box.x - left, y: box.y - top }, side);
      return seen === null ? [] : [{ label: type, box: seen }];
    }),
  };
}

function renderWithRoom(plan: PhotoPlan, full: number): Phantom {
  const { seed, tone, counts, lookAlikes } = plan;
  for (let attempt = 0; ; attempt += 1) {
    try {
      const lesionScale = plan.lesionScale * SHRINK ** attempt;
      return renderPhantom({ width: full, height: full, seed, tone, counts, lookAlikes, lesionScale });
    } catch (error) {
      if (!(error instanceof RangeError) || attempt >= MOST_SHRINKING) throw error;
    }
  }
}

/** A square cut out of a picture, in another light. */
function takenFrom(
  { width, data }: RgbImage,
  left: number,
  top: number,
  side: number,
  gain: PhotoPlan['gain'],
): RgbImage {
  const curves = gain.map((factor) =>
    Uint8Array.from({ length: 256 }, (_, value) => Math.min(255, Math.round(value * factor))),
  );
  const cut = new Uint8Array(side * side * 3);
  for (let row = 0; row < side; row += 1) {
    const from = ((top + row) * width + left) * 3;
    const to = row * side * 3;
    for (let at = 0; at < side * 3; at += 1) cut[to + at] = curves[at % 3]?.[data[from + at] ?? 0] ?? 0;
  }
  return { width: side, height: side, data: cut };
}

function visiblePart(box: Box, side: number): Box | null {
  const [x, y] = [Math.max(0, box.x), Math.max(0, box.y)].map(tenths) as [number, number];
  const width = tenths(Math.min(side, box.x + box.width) - x);
  const height = tenths(Math.min(side, box.y + box.height) - y);
  if (!(width > 0 && height > 0)) return null;
  return width * height >= LEAST_VISIBLE * box.width * box.height ? { x, y, width, height } : null;
}

const tenths = (pixels: number): number => Math.round(pixels * STEPS) / STEPS;
