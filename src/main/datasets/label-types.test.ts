import { describe, expect, it } from 'vitest';
import { isLesionLabel, labelMeaning, singleType } from './label-types';

describe('label words', () => {
  it.each([
    ['comedone', 'comedone'],
    ['blackhead', 'comedone'],
    ['Whiteheads', 'comedone'],
    ['open comedone', 'comedone'],
    ['acne', 'comedone'],
    ['Pustules', 'pustule'],
    ['PAPULE', 'papule'],
    ['nodules', 'nodule'],
    ['pimple', null],
    ['acne_lesion', null],
    ['acne-lesions', null],
  ])('%s stands for %s', (word, type) => {
    expect(singleType(word)).toBe(type);
    expect(isLesionLabel(word)).toBe(true);
  });

  it('leaves open what the word leaves open', () => {
    expect(labelMeaning('pimple')).toEqual({ allowed: ['papule', 'pustule'] });
    expect(labelMeaning('acne_lesion')).toEqual({ allowed: ['comedone', 'nodule', 'papule', 'pustule'] });
  });

  it.each(['spot', 'mole1', 'mole2', 'scar'])('%s is only a look-alike', (word) => {
    expect(labelMeaning(word)).toEqual({ lookAlike: true });
    expect(isLesionLabel(word)).toBe(false);
  });

  it('knows nothing of other words', () => {
    expect(labelMeaning('dog')).toBeNull();
    expect(isLesionLabel('dog')).toBe(false);
  });
});
