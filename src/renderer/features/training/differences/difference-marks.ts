/** How a lesion is marked that one model or both count: by colour, stroke and sign at once. */
export interface DifferenceMark {
  readonly name: string;
  readonly sign: string;
  /** sRGB hexadecimal. */
  readonly colour: string;
  /** Of the stroke, screen pixels; '' = unbroken. */
  readonly dash: string;
}

/** Nothing that skin is coloured like, and apart for colour-blind eyes and in greyscale. */
export const DIFFERENCE_MARKS = {
  both: { name: 'Both models', sign: '', colour: '#ffffff', dash: '2 3' },
  before: { name: 'Only the model before', sign: '−', colour: '#3fd0ff', dash: '6 4' },
  after: { name: 'Only the new model', sign: '+', colour: '#ffe100', dash: '' },
} as const satisfies Record<string, DifferenceMark>;
