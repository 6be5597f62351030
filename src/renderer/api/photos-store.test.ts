import { expect, it } from 'vitest';
import type { PhotoSummary } from '../../shared/photo/photo';
import { withAnalysis } from './photos-store';

const photo = (id: string): PhotoSummary => ({
  id,
  fileName: `${id}.jpg`,
  width: 10,
  height: 10,
  importedAt: '2026-01-01T00:00:00Z',
  takenAt: null,
  referenceCount: 0,
  analysis: { state: 'none' },
});

it('replaces one analysis and leaves the other photos the very same objects', () => {
  const photos = [photo('a'), photo('b')];
  const next = withAnalysis(photos, 'b', { state: 'queued' });
  expect(next[1]?.analysis).toEqual({ state: 'queued' });
  expect(next[0]).toBe(photos[0]);
  expect(photos[1]?.analysis).toEqual({ state: 'none' });
});

it('keeps the list where the photo is gone', () => {
  const photos = [photo('a')];
  expect(withAnalysis(photos, 'x', { state: 'queued' })).toBe(photos);
});
