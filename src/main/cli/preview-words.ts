import { TYPE_MARKS } from '../../shared/clinical/type-marks';
import type { Dataset } from '../datasets/dataset';
import { labelMeaning, singleType } from '../datasets/label-types';
import type { SheetLegend, SheetMark } from '../imaging/contact-sheet';

/** A lesion whose word leaves its type open, a look-alike, and a word that Macule does not know. */
const OPEN = '#5dff8f';
const LOOK_ALIKE = '#9aa3ad';
const UNKNOWN = '#ff8fd8';

/** The colour of a dataset's word, sRGB hexadecimal: that of its type where it names one. */
export function colourOfWord(word: string): string {
  const type = singleType(word);
  if (type !== null) return TYPE_MARKS[type].colour;
  const meaning = labelMeaning(word);
  if (meaning === null) return UNKNOWN;
  return 'lookAlike' in meaning ? LOOK_ALIKE : OPEN;
}

/** Every word that the datasets know, with how often the pictures show it. */
export function wordsIn(
  datasets: readonly Pick<Dataset, 'classes'>[],
  pictures: readonly { readonly marks: readonly SheetMark[] }[],
): readonly SheetLegend[] {
  const marks = pictures.flatMap((picture) => picture.marks);
  const words = new Set([...datasets.flatMap(({ classes }) => classes), ...marks.map(({ word }) => word)]);
  return [...words].map((word) => ({
    word,
    colour: colourOfWord(word),
    count: marks.filter((mark) => mark.word === word).length,
  }));
}
