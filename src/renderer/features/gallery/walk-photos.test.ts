import { expect, it } from 'vitest';
import type { GalleryRow } from '../../../shared/photo/gallery-row';
import { neighbourPhoto, photoFrom } from './walk-photos';

const group: GalleryRow = { kind: 'group', visit: null, photoCount: 2 };
const photo = (id: string): GalleryRow => ({
  ...{ kind: 'photo', view: null },
  photo: {
    ...{
      id,
      fileName: `${id}.jpg`,
      width: 1,
      height: 1,
      importedAt: '',
      takenAt: null,
      referenceCount: 0,
      confirmed: false,
    },
    analysis: { state: 'none' },
  },
});
const rows = [group, photo('a'), photo('b'), group, photo('c')];
const walk = async (index: number, step: 1 | -1) =>
  (await photoFrom((at) => Promise.resolve(rows[at] ?? null), index, step))?.id;

it('walks over what stands above a group, either way', async () => {
  expect(await walk(3, 1)).toBe('c');
  expect(await walk(3, -1)).toBe('b');
  expect(await walk(2, 1)).toBe('b');
});

it('stays on the first photo above which there is only its group', async () => {
  expect(await walk(0, -1)).toBe('a');
  expect(await walk(0, 1)).toBe('a');
});

it('after a removal the next photo is up, after the last one that before it', () => {
  expect(neighbourPhoto(rows, 2)?.id).toBe('c');
  expect(neighbourPhoto(rows, 4)?.id).toBe('b');
  expect(neighbourPhoto([group, photo('a')], 1)).toBeNull();
});
