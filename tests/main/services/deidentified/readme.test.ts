import { expect, it } from 'vitest';
import { readmeOf } from '../../../../src/main/services/deidentified/export-files';

const record = (pictures: 'eyes-masked' | 'lesion-tiles') => ({
  ...{ purpose: 'teaching' as const, pictures, visits: [], treatments: [] },
  patient: { code: 'ABC', skinType: null, notes: null },
});

it('says one picture as one', () => {
  expect(readmeOf(record('eyes-masked'), { all: ['a.jpg'], eyesByHand: [] })).toContain('\n1 picture (JPEG');
  expect(readmeOf(record('eyes-masked'), { all: ['a', 'b'], eyesByHand: [] })).toContain(
    '\n2 pictures (JPEG',
  );
});

it('promises of cut-out lesions no more than holds for photos on which no face was found', () => {
  const text = readmeOf(record('lesion-tiles'), { all: ['a.jpg'], eyesByHand: [] }).replaceAll(/\n */g, ' ');
  expect(text).toContain('or of the photo where no face was found or placed on it');
  expect(text).toContain('Eyes and brows of faces that were found or placed are black');
});
