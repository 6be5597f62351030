import { expect, it } from 'vitest';
import type { PhotoSummary } from '../../../../shared/photo/photo';
import { photoGroups } from './photo-groups';

const photo = (id: string, takenAt: string | null): PhotoSummary => ({
  ...{ id, fileName: `${id}.jpg`, width: 1, height: 1, referenceCount: 0, confirmed: false, takenAt },
  ...{ importedAt: '2025-03-05T09:00:00.000Z', analysis: { state: 'none' } },
});
const idsOf = (photos: readonly PhotoSummary[], day: string): string[] =>
  photoGroups(photos, day, 5).map(({ members }) => members.map(({ id }) => id).join(''));

it('parts photos at pauses, in the order of the camera', () => {
  const photos = [
    photo('c', '2025-03-01T10:02:00'),
    photo('a', '2025-03-01T10:00:00'),
    photo('b', '2025-03-01T10:01:00'),
    photo('d', '2025-03-01T10:07:01'),
  ];
  expect(idsOf(photos, '2025-01-01')).toEqual(['d', 'abc']);
});

it('puts the wanted day first, then the newest', () => {
  const photos = [
    photo('a', '2025-03-01T10:00:00'),
    photo('b', '2025-03-02T10:00:00'),
    photo('c', '2025-03-03T10:00:00'),
  ];
  expect(idsOf(photos, '2025-03-01')).toEqual(['a', 'c', 'b']);
});

it('keeps photos without a time by themselves, and knows none', () => {
  expect(idsOf([photo('a', null), photo('b', '2025-03-05T09:00:00')], '2025-03-05')).toHaveLength(2);
  expect(photoGroups([], '2025-03-05', 5)).toEqual([]);
});
