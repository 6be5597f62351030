import type { RgbImage } from '../photo/rgb-image';
import type { Random } from '../random';
import { mole, scar, spot } from './look-alike-looks';
import { paintMark, type Place } from './paint-mark';

/** Marks that are no acne lesions, in the words of the datasets. */
export const LOOK_ALIKE_KINDS = ['mole', 'spot', 'scar'] as const;
export type LookAlikeKind = (typeof LOOK_ALIKE_KINDS)[number];

/** A mark to paint that is no lesion: centre and radius in pixels. */
export interface PhantomLookAlike extends Place {
  readonly kind: LookAlikeKind;
}

const LOOKS = { mole, spot, scar };

/**
 * Paints one look-alike into `image`, in place, within 1.6 radii of its centre.
 * @throws RangeError for a place that is not finite or a radius that is not above 0
 */
export function paintLookAlike(image: RgbImage, mark: PhantomLookAlike, random: Random): void {
  paintMark(image, mark, LOOKS[mark.kind], random);
}
