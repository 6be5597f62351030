import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import { seededRandom, uniform } from '../../../shared/random';
import { mixSeed } from '../../engine/ml/random';
import { encodeJpeg } from '../../imaging/encode-jpeg';
import { planPhoto } from '../render/photo-plan';
import { renderPhoto } from '../render/render-photo';
import { seenBy, SHIFTED_CAMERA } from '../../../shared/phantom/clinic-camera';
import type { MarkedLesion } from './clinician';

/** A photo of the simulated clinic. */
export interface ClinicPhoto {
  readonly fileName: string;
  readonly patient: string;
  /** Fitzpatrick type. */
  readonly skinType: number;
  readonly truth: readonly MarkedLesion[];
}

export interface ClinicOptions {
  readonly name: string;
  readonly photos: number;
  readonly seed: number;
  /** Pixels. */
  readonly side: number;
  readonly signal?: AbortSignal;
  readonly onPhoto?: () => void;
}

const PHOTOS_PER_PATIENT = 2;
/** Brown and dark skin, which the starter's data shows least. */
const TONES = [4, 5, 6] as const;
/** Fewer pixels a lesion than the experiments' faces: the camera stands further away. */
const LESION_SCALE = [1.1, 2] as const;
const QUALITY = 78;

/** Renders photos of patients of a clinic whose camera and patients are not those of the starter's data. */
export async function renderClinic(folder: string, options: ClinicOptions): Promise<readonly ClinicPhoto[]> {
  const { name, photos, seed, side, signal, onPhoto } = options;
  const made: ClinicPhoto[] = [];
  for (let index = 0; index < photos; index += 1) {
    if (signal?.aborted) throw cancelled();
    const number = Math.floor(index / PHOTOS_PER_PATIENT);
    const face = seededRandom(mixSeed(seed, name, number));
    const tone = TONES[Math.floor(face() * TONES.length)] ?? 5;
    const faceSeed = Math.floor(face() * 2 ** 32);
    const random = seededRandom(mixSeed(seed, name, number, index));
    const plan = {
      ...planPhoto(random),
      ...{ seed: faceSeed, tone, zoom: 1, lesionScale: uniform(random, ...LESION_SCALE) },
    };
    const { image, labels } = renderPhoto(plan, side);
    const fileName = `${name}-${String(index).padStart(4, '0')}.jpg`;
    await writeFile(join(folder, fileName), await encodeJpeg(seenBy(SHIFTED_CAMERA, image), QUALITY));
    made.push({ fileName, patient: `${name}-${number}`, skinType: tone, truth: labels });
    onPhoto?.();
  }
  return made;
}

const cancelled = (): MaculeError =>
  new MaculeError({ kind: 'cancelled', message: 'The simulation was cancelled.', retryable: true });
