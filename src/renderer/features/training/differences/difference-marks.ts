import type { CircleLook } from '../../../ui/picture/circled-mark';

/** How a lesion is marked that one model or both count. */
export interface DifferenceMark extends CircleLook {
  readonly name: string;
}

/** Nothing that skin is coloured like, and apart for colour-blind eyes and in greyscale. */
export const DIFFERENCE_MARKS = {
  both: { name: 'Both models', sign: '', colour: '#ffffff', dash: '2 3' },
  before: { name: 'Only the model before', sign: '−', colour: '#3fd0ff', dash: '6 4' },
  after: { name: 'Only the new model', sign: '+', colour: '#ffe100', dash: '' },
} as const satisfies Record<string, DifferenceMark>;
