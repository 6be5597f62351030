import { expect, it } from 'vitest';
import type { PhotoSummary } from '../../../../shared/photo/photo';
import type { Sitting } from '../../../../shared/record/sitting';
import {
  choose,
  confirmNumbered,
  filingsOf,
  joinNext,
  levelWith,
  splitAt,
  toggleConfirmed,
  type SortItem,
} from './sorting';

const photo = (id: string): PhotoSummary => ({
  ...{ id, fileName: `${id}.jpg`, width: 1, height: 1, referenceCount: 0, confirmed: false, importedAt: '' },
  ...{
    takenAt: `2025-03-01T09:${String(id.charCodeAt(0) - 90).padStart(2, '0')}:00`,
    analysis: { state: 'none' },
  },
});
const sitting = (ids: string, by: 'number' | 'order' | null = null): Sitting => ({
  photos: [...ids].map(photo),
  day: '2025-03-01',
  suggestion: by && { patient: { id: `p-${ids}`, name: ids }, visitId: null, by },
});
const idsOf = (items: readonly SortItem[]): readonly string[] =>
  items.map(({ photos }) => photos.map(({ id }) => id).join(''));
const start = (...sittings: readonly Sitting[]) => levelWith([], sittings);
const target = { patient: { id: 'z', name: 'Zoë' }, visitId: 'v', date: '2025-03-01', by: 'choice' } as const;

it('splits a sitting, and its second part is nobody’s', () => {
  const items = splitAt(start(sitting('abc', 'number')), 'a', 2);
  expect(idsOf(items)).toEqual(['ab', 'c']);
  expect(items.map(({ target: whose }) => whose?.patient.name)).toEqual(['abc', undefined]);
  expect(splitAt(items, 'a', 0)).toEqual(items);
  expect(splitAt(items, 'a', 2)).toEqual(items);
});

it('joins a sitting with the next, to be confirmed again', () => {
  const items = joinNext(choose(start(sitting('ab'), sitting('c', 'order')), 'a', target), 'a');
  expect(idsOf(items)).toEqual(['abc']);
  expect(items[0]).toMatchObject({ target, confirmed: false });
  expect(joinNext(items, 'a')).toEqual(items);
});

it('files what is confirmed and nothing else', () => {
  const items = start(sitting('ab', 'number'), sitting('c', 'order'), sitting('d'));
  expect(filingsOf(items)).toEqual([]);
  const numbered = confirmNumbered(items);
  expect(filingsOf(numbered).map(({ photoIds }) => photoIds.join(''))).toEqual(['ab']);
  expect(filingsOf(toggleConfirmed(numbered, 'a'))).toEqual([]);
  expect(filingsOf(toggleConfirmed(items, 'd'))).toEqual([]);
  expect(filingsOf(choose(items, 'd', target))).toEqual([
    { photoIds: ['d'], patientId: 'z', visitId: 'v', date: '2025-03-01' },
  ]);
});

it('keeps what was split and chosen when photos come and go', () => {
  const split = choose(splitAt(start(sitting('abcd', 'order')), 'a', 2), 'c', target);
  const after = levelWith(split, [sitting('bcd'), sitting('e', 'number')]);
  expect(idsOf(after)).toEqual(['b', 'cd', 'e']);
  expect(after[1]).toMatchObject({ target, confirmed: true });
  expect(after[2]?.target?.by).toBe('number');
});

it('groups photos anew as they come in, as long as nobody has touched them', () => {
  const coming = levelWith(start(sitting('a')), [sitting('ab', 'number'), sitting('c')]);
  expect(idsOf(coming)).toEqual(['ab', 'c']);
  expect(coming[0]?.target?.by).toBe('number');
  const touched = toggleConfirmed(coming, 'a');
  expect(idsOf(levelWith(touched, [sitting('abx'), sitting('cd')]))).toEqual(['ab', 'cd', 'x']);
});
