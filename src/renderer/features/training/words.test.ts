import { expect, it } from 'vitest';
import { axisText, figureRange, figureText, figureTitle, mainFigure } from './words';

it.each([
  ['macroF1', 0.8014, '80.1 %', '80.14 %'],
  ['ap50', 1, '100.0 %', '100 %'],
  ['loss', 0.6461, '0.646', '0.6461'],
  ['loss', 123.4, '123', '123.4'],
  ['total', 0.0005, '5.0e-4', '0.0005'],
  ['countError', 12.34, '12.3', '12.34'],
  ['score', 1.2, '1.200', '1.2'],
])('says %s %d as %s', (name, value, text, onAxis) => {
  expect(figureText(name, value)).toBe(text);
  expect(axisText(name, value)).toBe(onAxis);
});

it('names figures in words, those of single types too, and leaves what it does not know as it is', () => {
  expect(figureTitle('macroAuroc')).toBe('AUROC, mean of types');
  expect(figureTitle('comedone.f1')).toBe('Comedone: F1');
  expect(figureTitle('somethingNew')).toBe('somethingNew');
});

it('judges by what says most, of what was measured', () => {
  expect(mainFigure(['loss', 'macroF1'])).toBe('macroF1');
  expect(mainFigure(['loss', 'ap50', 'centreHitRecall'])).toBe('ap50');
  expect(mainFigure(['other'])).toBe('other');
  expect(mainFigure([])).toBeNull();
});

it('draws shares between nothing and all', () => {
  expect(figureRange('ap50')).toEqual([0, 1]);
  expect(figureRange('loss')).toBeUndefined();
});
