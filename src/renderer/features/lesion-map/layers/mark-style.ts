import type { LesionType } from '../../../../shared/clinical/lesion';
import type { Mark } from '../store/mark';

/** How one type is told apart from the others, by three means at once: colour, stroke and letters. */
export interface MarkStyle {
  /** Singular and plural for headings and rows. */
  readonly name: string;
  readonly plural: string;
  readonly letters: string;
  /** sRGB hexadecimal. */
  readonly colour: string;
  /** Screen pixels of stroke and gap; empty = unbroken. */
  readonly dash: readonly number[];
  /** Whether a second outline is drawn round the first. */
  readonly double: boolean;
}

/**
 * No red, orange or brown: those are skin and lesion colours. The four stay apart for colour-blind eyes
 * (see the test, which simulates them) and every stroke carries a dark halo, so they show on any skin.
 */
export const TYPE_STYLES: Readonly<Record<LesionType, MarkStyle>> = {
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
};

/** The order of rows and legends: non-inflammatory first, then by the depth of the lesion. */
export const TYPE_ORDER: readonly LesionType[] = ['comedone', 'papule', 'pustule', 'nodule'];

/** Ground truth in blue and predictions in yellow, as in Figure 5 of the seed study. */
export const REFERENCE_COLOUR = '#4da3ff';
export const PREDICTION_COLOUR = '#ffe100';

/**
 * The colour of a mark.
 * @param comparing whether labels and detections are shown against each other: then colour tells those
 *   two apart, and stroke and letters alone tell the type.
 */
export function markColour({ kind, type }: Pick<Mark, 'kind' | 'type'>, comparing: boolean): string {
  if (kind === 'reference') return REFERENCE_COLOUR;
  return comparing || type === null ? PREDICTION_COLOUR : TYPE_STYLES[type].colour;
}
