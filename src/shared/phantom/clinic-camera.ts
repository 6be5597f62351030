import type { RgbImage } from '../photo/rgb-image';

/** How a clinic's camera sees what another shows neutrally. */
export interface ClinicCamera {
  /** Factors of red, green and blue. */
  readonly gain: readonly [number, number, number];
  /** Exponent on values of 0–1: above 1 = darker middle tones. */
  readonly gamma: number;
  /** Passes of a 3 × 3 binomial filter: a soft lens. */
  readonly softness: number;
}

/** Warm lamps, a dark rendering and a soft lens: nothing like the photos that the starter was trained on. */
export const SHIFTED_CAMERA: ClinicCamera = { gain: [1.05, 0.9, 0.68], gamma: 1.35, softness: 2 };

/** A picture as the camera would have taken it. */
export function seenBy(camera: ClinicCamera, image: RgbImage): RgbImage {
  const curves = camera.gain.map((factor) =>
    Uint8Array.from({ length: 256 }, (_, value) =>
      Math.min(255, Math.round(255 * Math.min(1, (factor * value) / 255) ** camera.gamma)),
    ),
  );
  let data: Uint8Array = image.data.map((value, at) => curves[at % 3]?.[value] ?? 0);
  for (let pass = 0; pass < camera.softness; pass += 1)
    data = softened(softened(data, image, 3), image, image.width * 3);
  return { ...image, data };
}

/** [1, 2, 1] / 4 along one axis; what lies outside the picture is as its edge. */
function softened(data: Uint8Array, { width, height }: RgbImage, step: number): Uint8Array {
  const along = step === 3 ? width : height;
  return data.map((value, at) => {
    const place = step === 3 ? Math.floor(at / 3) % width : Math.floor(at / step);
    const before = place > 0 ? (data[at - step] as number) : value;
    const after = place < along - 1 ? (data[at + step] as number) : value;
    return Math.round((before + 2 * value + after) / 4);
  });
}
