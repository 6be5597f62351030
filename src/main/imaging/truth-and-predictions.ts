import type { Box } from '../../shared/geometry/box';
import type { RgbImage } from '../../shared/photo/rgb-image';
import { sharp } from './sharp-instance';

/** As in the seed study's Figure 5: blue is what people marked, yellow what the model says. */
const TRUTH = '#2f6bff';
const PREDICTION = '#ffd400';
const HALO = 'stroke="#000000" stroke-opacity="0.6" stroke-width="3"';
const JPEG = { quality: 90, chromaSubsampling: '4:4:4' } as const;
/** Free room round a labelled box, so that a box on the same place does not hide it; pixels. */
const CLEARANCE = 2;

/**
 * A photo with labelled and predicted boxes.
 * @param truth boxes in fractions of the photo, as `predictions`.
 * @returns a JPEG of the photo's size, without metadata.
 */
export async function truthAndPredictions(
  { width, height, data }: RgbImage,
  truth: readonly Box[],
  predictions: readonly Box[],
): Promise<Buffer> {
  const rect = (box: Box, grow: number): string =>
    `<rect x="${at(box.x * width - grow)}" y="${at(box.y * height - grow)}" width="${at(box.width * width + 2 * grow)}" height="${at(box.height * height + 2 * grow)}"/>`;
  const rects = [
    ...truth.map((box) => ({ drawn: rect(box, CLEARANCE), colour: TRUTH })),
    ...predictions.map((box) => ({ drawn: rect(box, 0), colour: PREDICTION })),
  ];
  const halos = `<g ${HALO}>${rects.map(({ drawn }) => drawn).join('')}</g>`;
  const boxes = rects.map(({ drawn, colour }) => `<g stroke="${colour}" stroke-width="1.5">${drawn}</g>`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" fill="none">${halos}${boxes.join('')}</svg>`;
  return sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false })
    .composite([{ input: Buffer.from(svg), limitInputPixels: false }])
    .jpeg(JPEG)
    .toBuffer();
}

const at = (value: number): string => value.toFixed(2);
