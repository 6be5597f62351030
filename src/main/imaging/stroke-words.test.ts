import { expect, it } from 'vitest';
import { strokeWords, strokeWordsWidth } from './stroke-words';

const points = (path: string): readonly (readonly [number, number])[] =>
  [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);

it('keeps words within their width and height, at their place', () => {
  const words = 'The quick brown fox jumps over 13 lazy dogs: 24,56_78-90. %';
  const width = 12 * strokeWordsWidth(words);
  for (const [x, y] of points(strokeWords(words, 30, 50, 12))) {
    expect(x).toBeGreaterThanOrEqual(30);
    expect(x).toBeLessThanOrEqual(30 + width + 0.01);
    expect(y).toBeGreaterThanOrEqual(50);
    expect(y).toBeLessThanOrEqual(62);
  }
});

it('draws capitals for small letters, another shape for each letter, and a box for what it does not know', () => {
  expect(strokeWords('papule', 0, 0, 6)).toBe(strokeWords('PAPULE', 0, 0, 6));
  const shapes = [...'abcdefghijklmnopqrstuvwxyz0123456789-_.,:%é'].map((one) => strokeWords(one, 0, 0, 6));
  expect(new Set(shapes).size).toBe(shapes.length);
  expect(strokeWords('é', 0, 0, 6)).toBe(strokeWords('¤', 0, 0, 6));
  expect([strokeWords('', 0, 0, 6), strokeWordsWidth('')]).toEqual(['', 0]);
});
