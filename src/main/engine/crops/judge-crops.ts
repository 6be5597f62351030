import { scaleBox } from '../../../shared/geometry/box';
import { renderPhantom } from '../../../shared/phantom/render-phantom';
import type { RgbImage } from '../../../shared/photo/rgb-image';
import type { Detector } from '../engine';
import { SCORE_FLOOR } from '../ml/metrics/detection-figures';
import type { TypedPhoto } from '../ml/metrics/judged-photo';
import { seededRandom } from '../ml/random';
import { layCrop } from './lay-crop';
import type { LesionCrop } from './load-crops';

/** Skin types (Fitzpatrick) of the rendered faces that crops are laid on in turn. */
const TONES = [2, 4, 6] as const;
/** Those faces, and the cheek that is shown of them; pixels. */
const FACE = { side: 1024, cheekX: 360, cheekY: 640, shown: 384 } as const;
/** Radius of all lesions in pixels, whatever their type: sizes would tell the nodules. */
const LESION_RADIUS = 10;

/**
 * What a detector finds on pictures of single lesions, each laid on the cheek of a rendered face: one photo a crop, with
 * the lesion and its type as its only label.
 * @param onProgress is told how many crops are done.
 * @throws MaculeError as `Detector.detect` does.
 */
export async function judgeCrops(
  detector: Detector,
  crops: readonly LesionCrop[],
  options: { readonly signal?: AbortSignal; readonly onProgress?: (done: number) => void } = {},
): Promise<readonly TypedPhoto[]> {
  const cheeks = TONES.map(renderCheek);
  const judged: TypedPhoto[] = [];
  for (const [index, { type, image }] of crops.entries()) {
    options.onProgress?.(index);
    const cheek = cheeks[index % cheeks.length] as RgbImage;
    const photo = { ...cheek, data: Uint8Array.from(cheek.data) };
    const middle = FACE.shown / 2;
    layCrop(photo, image, { x: middle, y: middle, radius: LESION_RADIUS }, seededRandom(index));
    const found = await detector.detect(photo, {
      minScore: SCORE_FLOOR,
      ...(options.signal ? { signal: options.signal } : {}),
    });
    const box = {
      // It is laid by pixel numbers; in boxes, the middle of the first pixel lies at a half.
      ...{ x: middle + 0.5 - LESION_RADIUS, y: middle + 0.5 - LESION_RADIUS },
      ...{ width: 2 * LESION_RADIUS, height: 2 * LESION_RADIUS },
    };
    const detections = found.map((lesion) => ({
      ...lesion,
      box: scaleBox(lesion.box, FACE.shown, FACE.shown),
    }));
    judged.push({ detections, references: [{ box, allowed: [type] }] });
  }
  return judged;
}

function renderCheek(tone: (typeof TONES)[number]): RgbImage {
  const { side, cheekX, cheekY, shown } = FACE;
  const { image } = renderPhantom({
    ...{ width: side, height: side, seed: tone, tone, counts: {}, lookAlikes: 0 },
  });
  const data = new Uint8Array(shown * shown * 3);
  for (let row = 0; row < shown; row += 1) {
    const from = ((cheekY - shown / 2 + row) * side + cheekX - shown / 2) * 3;
    data.set(image.data.subarray(from, from + shown * 3), row * shown * 3);
  }
  return { width: shown, height: shown, data };
}
