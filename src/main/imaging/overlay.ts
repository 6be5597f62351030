import type { StatedType } from '../../shared/clinical/stated-type';
import { typeMark } from '../../shared/clinical/type-marks';
import { scaleBox, type Box } from '../../shared/geometry/box';
import type { RgbImage } from '../../shared/photo/rgb-image';
import { wordPaths, wordWidth } from './mark-letters';
import { sharp } from './sharp-instance';

/** Larger photos are reduced to it for an overlay, pixels: beyond every screen, within every memory. */
export const OVERLAY_LONG_SIDE = 8192;

/** Dark round every stroke, so that it shows on any skin. */
const HALO = '#000000';
const HALO_OPACITY = 0.7;
/** Long side at which strokes have the widths given here; on larger photos they grow with it. Pixels. */
const REFERENCE_LONG_SIDE = 1024;
const STROKE = 1.5;
const LETTER_HEIGHT = 8;
/** Free room between a lesion and its outline, so that the stroke never covers it. */
const CLEARANCE = 2.5;
/** Distance of a second outline from the first. */
const SECOND = 3;

interface Outlined {
  /** Null where it is unsure. */
  readonly type: StatedType | null;
  readonly score: number;
  readonly box: Box;
}

/**
 * A photo with its lesions outlined: each type in its own colour, stroke and letters.
 * @param lesions boxes in fractions of the photo; the surest is drawn last, so it lies on top.
 * @returns a PNG of the photo's size, without metadata.
 */
export async function renderOverlay(photo: RgbImage, lesions: readonly Outlined[]): Promise<Buffer> {
  const { width, height, data } = photo;
  return sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false })
    .composite([{ input: Buffer.from(overlaySvg(width, height, lesions)), limitInputPixels: false }])
    .removeAlpha()
    .png()
    .toBuffer();
}

/** The outlines alone as an SVG document of the photo's size, pixels. */
export function overlaySvg(width: number, height: number, lesions: readonly Outlined[]): string {
  const unit = Math.max(1, Math.max(width, height) / REFERENCE_LONG_SIDE);
  const marks = [...lesions]
    .sort((a, b) => a.score - b.score)
    .map((lesion) => markOf(lesion, width, height, unit));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" fill="none" ` +
    `stroke-linecap="butt" stroke-linejoin="round">${marks.join('')}</svg>`
  );
}

function markOf({ type, box }: Outlined, photoWidth: number, photoHeight: number, unit: number): string {
  const { colour, dash, double, letters } = typeMark(type);
  const { x, y, width, height } = scaleBox(box, photoWidth, photoHeight);
  const [cx, cy] = [x + width / 2, y + height / 2];
  const [rx, ry] = [width / 2 + CLEARANCE * unit, height / 2 + CLEARANCE * unit];
  const rings = (double ? [0, SECOND * unit] : [0]).map(
    (grow) => `<ellipse cx="${at(cx)}" cy="${at(cy)}" rx="${at(rx + grow)}" ry="${at(ry + grow)}"/>`,
  );
  const outline = rings.join('');
  const dashes =
    dash.length > 0 ? ` stroke-dasharray="${dash.map((length) => at(length * unit)).join(' ')}"` : '';
  return (
    `<g stroke="${HALO}" stroke-opacity="${HALO_OPACITY}" stroke-width="${at((STROKE + 1.5) * unit)}">${outline}</g>` +
    `<g stroke="${colour}" stroke-width="${at(STROKE * unit)}"${dashes}>${outline}</g>` +
    lettersAt(
      letters,
      colour,
      cx + rx * Math.SQRT1_2 + (double ? SECOND + 2 : 2) * unit,
      cy - ry * Math.SQRT1_2,
      photoWidth,
      unit,
    )
  );
}

/** Letters with their lower left corner at a point, moved in where they would leave the photo. */
function lettersAt(
  letters: string,
  colour: string,
  left: number,
  bottom: number,
  photoWidth: number,
  unit: number,
): string {
  const size = LETTER_HEIGHT * unit;
  const x = Math.min(left, photoWidth - wordWidth(letters) * size - unit);
  const y = Math.max(bottom - size, unit);
  const paths = wordPaths(letters);
  return (
    `<g transform="translate(${at(x)} ${at(y)}) scale(${at(size)})" stroke-linecap="round">` +
    `<g stroke="${HALO}" stroke-opacity="${HALO_OPACITY}" stroke-width="0.42">${paths}</g>` +
    `<g stroke="${colour}" stroke-width="0.17">${paths}</g></g>`
  );
}

const at = (value: number): string => value.toFixed(2);
