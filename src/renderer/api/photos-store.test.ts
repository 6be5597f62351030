import { expect, it } from 'vitest';
import type { GalleryRow } from '../../shared/photo/gallery-row';
import type { PhotoSummary } from '../../shared/photo/photo';
import { withAnalysis } from './photos-store';

const photo = (id: string): GalleryRow => ({ kind: 'photo', view: null, photo: summary(id) });
const summary = (id: string): PhotoSummary => ({
  id,
  fileName: `${id}.jpg`,
  width: 10,
  height: 10,
  importedAt: '2026-01-01T00:00:00Z',
  takenAt: null,
  referenceCount: 0,
  confirmed: false,
  analysis: { state: 'none' },
});

it('replaces one analysis and leaves the other photos the very same objects', () => {
  const photos = [photo('a'), photo('b')];
  const next = withAnalysis(photos, 'b', { state: 'queued' });
  expect(next[1]).toMatchObject({ photo: { id: 'b', analysis: { state: 'queued' } } });
  expect(next[0]).toBe(photos[0]);
  expect(photos[1]).toMatchObject({ photo: { analysis: { state: 'none' } } });
});

it('keeps the list where the photo is gone', () => {
  const photos = [photo('a')];
  expect(withAnalysis(photos, 'x', { state: 'queued' })).toBe(photos);
});
