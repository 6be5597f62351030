import { expect, it } from 'vitest';
import { bySitting } from './sitting';

const taken = (time: string | null, folderName: string | null = null) => ({
  ...{ takenAt: time === null ? null : `2025-03-01T${time}`, importedAt: '2025-03-02T10:00:00.000Z' },
  folderName,
});
const times = (photos: readonly ReturnType<typeof taken>[], pause = 5) =>
  bySitting(photos, pause).map((sitting) => sitting.map(({ takenAt }) => takenAt?.slice(11) ?? null));

it('parts photos where the camera paused, earliest first', () => {
  const photos = [taken('09:20:00'), taken('09:01:00'), taken('09:00:00'), taken('09:04:00')];
  expect(times(photos)).toEqual([['09:00:00', '09:01:00', '09:04:00'], ['09:20:00']]);
  expect(times(photos, 2)).toEqual([['09:00:00', '09:01:00'], ['09:04:00'], ['09:20:00']]);
  expect(times(photos, 30)).toHaveLength(1);
});

it('never puts photos of two folders, or without a time, to others', () => {
  expect(times([taken('09:00:00', 'a'), taken('09:00:30', 'b')])).toHaveLength(2);
  expect(times([taken('09:00:00'), taken(null), taken(null)])).toEqual([['09:00:00'], [null, null]]);
});

it('keeps the sittings of two cameras whole that were at work at the same time', () => {
  const [first, second] = [
    ['09:00:00', '09:02:00', '09:04:00', '09:30:00'],
    ['09:01:00', '09:03:00', '09:08:00'],
  ];
  const photos = [...first!.map((time) => taken(time, 'a')), ...second!.map((time) => taken(time, 'b'))];
  expect(times(photos)).toEqual([first!.slice(0, 3), second, ['09:30:00']]);
});
