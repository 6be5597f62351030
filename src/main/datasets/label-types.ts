import { LESION_TYPES, type LesionType } from '../../shared/clinical/lesion';

/** What a dataset's word stands for: a lesion of one of the allowed types, or something that only looks like one. */
export type LabelMeaning = { readonly allowed: readonly LesionType[] } | { readonly lookAlike: true };

const LOOK_ALIKE: LabelMeaning = { lookAlike: true };

const only = (type: LesionType): LabelMeaning => ({ allowed: [type] });

/**
 * Words of the datasets that Macule knows, in their singular. `acne` is the word of `everyday-faces` for a
 * bump that is not red, so non-inflammatory; its `pimple` is a red bump; `acne_lesion` of ACNE04-v2 is any
 * type. Cysts are counted with nodules, as in the nodulocystic grade of the clinical scales.
 */
const MEANINGS: ReadonlyMap<string, LabelMeaning> = new Map<string, LabelMeaning>([
  ['comedone', only('comedone')],
  ['comedo', only('comedone')],
  ['open_comedone', only('comedone')],
  ['closed_comedone', only('comedone')],
  ['blackhead', only('comedone')],
  ['whitehead', only('comedone')],
  ['acne', only('comedone')],
  ['nodule', only('nodule')],
  ['cyst', only('nodule')],
  ['papule', only('papule')],
  ['pustule', only('pustule')],
  ['pimple', { allowed: ['papule', 'pustule'] }],
  ['inflammatory', { allowed: ['nodule', 'papule', 'pustule'] }],
  ['acne_lesion', { allowed: LESION_TYPES }],
  ['lesion', { allowed: LESION_TYPES }],
  ['spot', LOOK_ALIKE],
  ['mole', LOOK_ALIKE],
  ['mole1', LOOK_ALIKE],
  ['mole2', LOOK_ALIKE],
  ['freckle', LOOK_ALIKE],
  ['scar', LOOK_ALIKE],
]);

/** Meaning of a dataset's word, whatever its case, hyphens and plural; null for a word Macule doesn't know. */
export function labelMeaning(label: string): LabelMeaning | null {
  const word = label
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return MEANINGS.get(word) ?? MEANINGS.get(word.replace(/s$/, '')) ?? null;
}

/** The one type that a word names; null where it leaves several open, names a look-alike, or is unknown. */
export function singleType(label: string): LesionType | null {
  const meaning = labelMeaning(label);
  if (meaning === null || 'lookAlike' in meaning || meaning.allowed.length !== 1) return null;
  return meaning.allowed[0] ?? null;
}

/** True for words that stand for a lesion of any type; unknown words do not. */
export function isLesionLabel(label: string): boolean {
  const meaning = labelMeaning(label);
  return meaning !== null && 'allowed' in meaning;
}

/** True for words that stand for something that only looks like a lesion. */
export function isLookAlikeLabel(label: string): boolean {
  const meaning = labelMeaning(label);
  return meaning !== null && 'lookAlike' in meaning;
}
