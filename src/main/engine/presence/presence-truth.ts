import { LESION_TYPES, type LesionType } from '../../../shared/clinical/lesion';
import type { DatasetLabel, LabelledPhoto } from '../../datasets/dataset';
import { labelMeaning } from '../../datasets/label-types';
import { presentClasses } from '../../datasets/presence';

/** Present types weigh at most so much more or less than absent ones. */
const MOST_WEIGHT = 10;

/**
 * Which lesion types words say are there, in the order of `LESION_TYPES`; words for look-alikes and unknown ones say
 * nothing. Null where a word leaves open which type it stands for.
 */
export function presentTypes(words: Iterable<string>): readonly boolean[] | null {
  const meanings = [...words].map((word) => labelMeaning(word));
  const allowed = meanings.flatMap((meaning) => (meaning && 'allowed' in meaning ? [meaning.allowed] : []));
  const present = new Set<LesionType>(allowed.filter(({ length }) => length === 1).flat());
  const isOpen = allowed.some((types) => types.some((type) => !present.has(type)));
  return isOpen ? null : LESION_TYPES.map((type) => present.has(type));
}

/** Which types a whole photo shows. */
export const photoTruth = (photo: LabelledPhoto): readonly boolean[] | null =>
  presentTypes(presentClasses(photo));

/** Which types a varied photo still shows: by its boxes, where it has some that say it. */
export const variedTruth = (
  photo: LabelledPhoto,
  labels: readonly DatasetLabel[],
): readonly boolean[] | null =>
  (photo.presence ? null : presentTypes(labels.map(({ label }) => label))) ?? photoTruth(photo);

/** Photos whose labels leave a type open can neither be learnt from nor judged. */
export const UNSUITED = {
  is: (photo: LabelledPhoto): boolean => photoTruth(photo) === null,
  why: 'their labels leave open which lesion types are on them',
} as const;

/**
 * What a present type weighs in the loss so that both answers weigh the same over all photos: absent over present
 * ones, within bounds.
 */
export function positiveWeights(photos: readonly LabelledPhoto[]): readonly number[] {
  const truths = photos.flatMap((photo) => photoTruth(photo) ?? []);
  return LESION_TYPES.map((_, index) => {
    const present = truths.filter((is, at) => at % LESION_TYPES.length === index && is).length;
    const ratio = present === 0 ? 1 : (photos.length - present) / present;
    return Math.min(MOST_WEIGHT, Math.max(1 / MOST_WEIGHT, ratio));
  });
}

/** Zeros and ones for a network, [photos, types]. */
export const truthArray = (truths: readonly (readonly boolean[] | null)[]): Float32Array =>
  Float32Array.from(truths.flatMap((truth) => (truth ?? []).map(Number)));
