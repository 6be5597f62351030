import { expect, it } from 'vitest';
import { countInterval, isRealChange } from '../../../../shared/clinical/grading/change';
import { DETECTOR_REPEAT_ERROR } from '../../../../shared/clinical/grading/repeat-error';
import { changeWords, pointWords } from './change-words';

it('does not promise that another photo shows a count within the interval of this one', () => {
  const [baseline, later] = [20, 29];
  const interval = countInterval(baseline, DETECTOR_REPEAT_ERROR);
  expect(interval).toEqual({ low: 13, high: 27 });
  // Repeated photos alone may bring about what lies beyond it.
  expect(isRealChange(baseline, later, DETECTOR_REPEAT_ERROR)).toBe(false);
  const counts = { comedone: 0, nodule: 0, papule: 20, pustule: 0, inflammatory: 0, unsure: 0 };
  const point = {
    visitId: 'a',
    date: '2025-03-01',
    counts,
    total: baseline,
    interval,
    iga: 2,
    percent: null,
  };
  expect(pointWords({ ...point, isBaseline: true, isRealChange: null })).toMatch(
    /^Visit of .*2025; 20 lesions; IGA 2, Mild; 95 % interval 13 to 27$/,
  );
  const changed = { ...point, total: later, isBaseline: false, percent: 45, isRealChange: false };
  expect(pointWords(changed)).toMatch(/; \+45 % since the baseline; which repeated photos alone may bring/);
  expect(changeWords(changed)).toBe('≈ +45 %');
});
