import { expect, it } from 'vitest';
import { boxBetween, lesionsIn } from './use-select-frame';

const at = (id: string, x: number, y: number, kind: 'lesion' | 'reference' = 'lesion') => ({
  ...{ id, kind },
  box: { x: x - 1, y: y - 1, width: 2, height: 2 },
});

it('selects the lesions whose middle is in the frame, whichever way it was drawn', () => {
  const marks = [at('a', 5, 5), at('b', 10, 10), at('c', 11, 5), at('d', 5, 6, 'reference')];
  for (const [from, to] of [
    [
      { x: 0, y: 0 },
      { x: 10, y: 10 },
    ],
    [
      { x: 10, y: 0 },
      { x: 0, y: 10 },
    ],
  ] as const)
    expect(lesionsIn(marks, boxBetween(from, to))).toEqual(['a', 'b']);
  expect(lesionsIn(marks, boxBetween({ x: 0, y: 0 }, { x: 1, y: 1 }))).toEqual([]);
});
