import { LESION_TYPES } from '../../../shared/clinical/lesion';
import { SURE_INFLAMMATORY, SURE_TYPE } from '../../../shared/clinical/stated-type';
import type { OnnxValue } from '../compiler/onnx/model';

export const PHOTO = 'photo';
export const MIN_SCORE = 'min_score';

/** What an exported detector takes. */
export const INPUTS: readonly OnnxValue[] = [
  {
    name: PHOTO,
    type: 'uint8',
    shape: ['height', 'width', 3],
    doc: 'An upright photograph in sRGB: rows from the top, pixels from the left, red, green and blue from 0 to 255. Any size.',
  },
  {
    name: MIN_SCORE,
    type: 'float32',
    shape: [],
    doc: 'Lesions with a lower score are left out, 0 to 1. May be omitted: then the operating threshold holds.',
  },
];

/** What an exported detector gives: highest score first. */
export const OUTPUTS: readonly OnnxValue[] = [
  {
    name: 'boxes',
    type: 'float32',
    shape: ['lesions', 4],
    doc: 'Left edge, top edge, width and height, as fractions of the width and height of the photograph.',
  },
  {
    name: 'scores',
    type: 'float32',
    shape: ['lesions'],
    doc: 'How sure the detector is of each lesion, 0 to 1; highest first.',
  },
  {
    name: 'type_probabilities',
    type: 'float32',
    shape: ['lesions', LESION_TYPES.length],
    doc: `Probability of each type, adding up to 1: ${LESION_TYPES.join(', ')}. Macule names a type of ${SURE_TYPE} or more; else “inflammatory, type unsure” where papule, pustule and nodule have ${SURE_INFLAMMATORY} or more together; else “type unsure”.`,
  },
];

/** An input or output in one line, as the file's metadata tell it. */
export const contractLine = ({ name, type, shape, doc = '' }: OnnxValue): string =>
  `${name}: ${type} [${shape.join(', ')}]. ${doc}`;
