import type { StatedCountKey, StatedType } from './stated-type';

/** How what is said of a type is told apart from the rest, by three means at once: colour, stroke and letters. */
export interface TypeMark {
  /** Singular and plural for headings and rows. */
  readonly name: string;
  readonly plural: string;
  /** For rows and lines that have no room for the whole name. */
  readonly short?: string;
  readonly letters: string;
  /** sRGB hexadecimal. */
  readonly colour: string;
  /** Screen pixels of stroke and gap; empty = unbroken. */
  readonly dash: readonly number[];
  /** Whether a second outline is drawn round the first. */
  readonly double: boolean;
}

/**
 * No red, orange or brown: those are skin and lesion colours. All stay apart for colour-blind eyes
 * (a test simulates them) and every stroke carries a dark halo, so they show on any skin.
 */
export const TYPE_MARKS: Readonly<Record<StatedCountKey, TypeMark>> = {
  comedone: {
    name: 'Comedone',
    plural: 'Comedones',
    letters: 'C',
    colour: '#ffffff',
    dash: [2, 3],
    double: false,
  },
  papule: { name: 'Papule', plural: 'Papules', letters: 'Pa', colour: '#3fd0ff', dash: [], double: false },
  pustule: {
    name: 'Pustule',
    plural: 'Pustules',
    letters: 'Pu',
    colour: '#ffe100',
    dash: [6, 4],
    double: false,
  },
  nodule: { name: 'Nodule', plural: 'Nodules', letters: 'N', colour: '#a970ff', dash: [], double: true },
  inflammatory: {
    name: 'Inflammatory, type unsure',
    plural: 'Inflammatory, type unsure',
    short: 'Inflammatory, ?',
    letters: 'I',
    colour: '#ff33aa',
    dash: [9, 3, 2, 3],
    double: false,
  },
  unsure: {
    name: 'Type unsure',
    plural: 'Type unsure',
    letters: '?',
    colour: '#45a82a',
    dash: [1, 3],
    double: false,
  },
};

/** @param type null where it is unsure. */
export const typeMark = (type: StatedType | null): TypeMark => TYPE_MARKS[type ?? 'unsure'];
