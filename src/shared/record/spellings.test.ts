import { expect, it } from 'vitest';
import { spellingsOf } from './spellings';

it('varies letters that people write in two ways, and nothing else', () => {
  expect(spellingsOf('Ann')).toEqual(['ann']);
  expect(spellingsOf('STRAUSS')).toEqual(['strauss', 'strauß']);
  expect(spellingsOf('Groß')).toEqual(['gross', 'groß', 'grøss', 'grøß']);
  expect(new Set(spellingsOf('IŞIK'))).toEqual(new Set(['işik', 'işık', 'ışik', 'ışık']));
  // An accent of its own letter is the same letter.
  expect(spellingsOf('e\u0301')).toEqual(['é']);
});

it('varies no more than the beginning of a word with very many', () => {
  const word = 'lillilililili';
  const spellings = spellingsOf(word);
  expect(spellings).toHaveLength(64);
  expect(spellings).toContain(word);
  expect(spellings.every((spelling) => spelling.endsWith('ilili'))).toBe(true);
});
