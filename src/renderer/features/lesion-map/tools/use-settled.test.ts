import { expect, it } from 'vitest';
import type { AnalysisState, PhotoDetail, PhotoSummary } from '../../../../shared/photo/photo';
import { isFinal } from './use-settled';

const at = '2026-01-01T00:00:00Z';
const photo = (analysis: AnalysisState): PhotoSummary => ({
  id: 'p',
  fileName: 'p.jpg',
  width: 1,
  height: 1,
  importedAt: at,
  takenAt: null,
  referenceCount: 0,
  confirmed: false,
  analysis,
});
const detail = (finishedAt: string | null): { state: 'loaded'; value: PhotoDetail } => ({
  state: 'loaded',
  value: {
    photo: photo({ state: 'none' }),
    reference: [],
    marks: [],
    face: null,
    correctedFace: null,
    faceSought: true,
    confirmation: null,
    map:
      finishedAt === null
        ? null
        : {
            photoId: 'p',
            source: {
              model: { id: 'm', sha256: '' },
              engine: { id: 'e', device: 'd' },
              threshold: 0.5,
              appVersion: '0',
            },
            floor: 0.1,
            finishedAt,
            ms: { decode: 1, infer: 1, total: 2 },
            lesions: [],
          },
  },
});
const failure = { kind: 'internal', message: 'broken', retryable: false } as const;

it('waits for a queued or running analysis, even over an older map', () => {
  expect(isFinal(photo({ state: 'queued' }), detail(at))).toBe(false);
  expect(isFinal(photo({ state: 'running', fraction: 1, secondsLeft: 0 }), detail(at))).toBe(false);
});

it('wants the map of the very analysis that has finished', () => {
  const done = photo({ state: 'done', finishedAt: at, lesionCount: 0 });
  expect(isFinal(done, { state: 'loading' })).toBe(false);
  expect(isFinal(done, detail(null))).toBe(false);
  expect(isFinal(done, detail('2025-12-31T00:00:00Z'))).toBe(false);
  expect(isFinal(done, detail(at))).toBe(true);
});

it('a failure that is shown is final', () => {
  expect(isFinal(photo({ state: 'failed', failure }), detail(null))).toBe(true);
  expect(
    isFinal(photo({ state: 'done', finishedAt: at, lesionCount: 0 }), { state: 'failed', failure }),
  ).toBe(true);
});
