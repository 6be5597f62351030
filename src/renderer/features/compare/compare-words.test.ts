import { expect, it } from 'vitest';
import type { Comparison } from '../../../shared/ipc/fates';
import { countsWords, refusalWords, type Refused } from './compare-words';

const lesion = { id: 'a', type: null, box: { x: 0, y: 0, width: 0.1, height: 0.1 } };
const refused = (refusal: Refused['refusal']): Refused => ({
  ...{ state: 'refused', byHand: [], refusal, poseDifference: null, residual: null },
});
const compared = (notAnalysed: Comparison['notAnalysed']): Comparison => ({
  ...{ earlier: [lesion, lesion], later: [], notAnalysed, registration: refused('not-analysed'), fates: [] },
});

it('counts no lesions of a photo at which nobody has looked, and finds no face missing on it', () => {
  expect(countsWords(compared([]))).toBe('2 → 0 lesions');
  expect(countsWords(compared(['later']))).toBe('2 → – lesions');
  expect(countsWords(compared(['earlier', 'later']))).toBe('– → – lesions');
  expect(refusalWords(refused('not-analysed'), ['later'])).toBe('The later photo has not been analysed.');
  expect(refusalWords(refused('no-face-later'), [])).toContain('No face was found on the later photo.');
});
