import type { LesionType } from '../clinical/lesion';
import type { RgbImage } from '../photo/rgb-image';
import type { Random } from '../random';
import { closedComedone, openComedone } from './comedone-look';
import type { LookMaker } from './look';
import { nodule } from './nodule-look';
import { paintMark, type Place } from './paint-mark';
import { papule } from './papule-look';
import { pustule } from './pustule-look';

/**
 * A lesion to paint: centre and radius in pixels. The radius holds the lesion and its redness core; the halo
 * around it fades out at 1.6 radii.
 */
export interface PhantomLesion extends Place {
  readonly type: LesionType;
}

const OPEN_SHARE = 0.5;

const LOOKS: Readonly<Record<LesionType, (random: Random) => LookMaker>> = {
  comedone: (random) => (random() < OPEN_SHARE ? openComedone : closedComedone),
  nodule: () => nodule,
  papule: () => papule,
  pustule: () => pustule,
};

/**
 * Paints one lesion into `image`, in place, in the colour and light of the skin found there. Plausible at
 * radii of 2.5–25 pixels; shape, hue and contrast vary with `random`, some lesions being subtle.
 * @throws RangeError for a place that is not finite or a radius that is not above 0
 */
export function paintLesion(image: RgbImage, lesion: PhantomLesion, random: Random): void {
  paintMark(image, lesion, LOOKS[lesion.type](random), random);
}
