import type { LesionFate } from '../../../shared/fate/lesion-fates';
import type { CircleLook } from '../../ui/picture/circled-mark';

/** How a fate is told apart. */
export interface FateMark extends CircleLook {
  readonly name: string;
}

/** As with lesion types: nothing that skin is coloured like, and apart for colour-blind eyes and in greyscale. */
export const FATE_MARKS: Readonly<Record<LesionFate, FateMark>> = {
  new: { name: 'New', sign: '+', colour: '#ffe100', dash: '' },
  persistent: { name: 'Still there', sign: '=', colour: '#ffffff', dash: '2 3' },
  resolved: { name: 'Gone', sign: '−', colour: '#3fd0ff', dash: '6 4' },
  'changed-type': { name: 'Changed type', sign: '~', colour: '#c79bff', dash: '10 3 2 3' },
  'out-of-view': { name: 'Out of view', sign: '?', colour: '#ffffff', dash: '1 3' },
};
