import { describe, expect, it } from 'vitest';
import type { DetectedLesion } from '../../shared/clinical/lesion';
import { lesionsToKeep } from './lesions-to-keep';

const lesion = (score: number): DetectedLesion => ({
  type: 'papule',
  score,
  typeScores: { comedone: 0, nodule: 0, papule: 1, pustule: 0 },
  box: { x: 0, y: 0, width: 0.1, height: 0.1 },
});
const scores = (kept: ReturnType<typeof lesionsToKeep>) => kept.lesions.map(({ score }) => score);

describe('lesionsToKeep', () => {
  it('keeps everything where there is little', () => {
    const kept = lesionsToKeep([lesion(0.1), lesion(0.9)], 0.5, 0.05, 2);
    expect(scores(kept)).toEqual([0.9, 0.1]);
    expect(kept.floor).toBe(0.05);
  });

  it('keeps the surest of many faint ones, and says down to where the list is complete', () => {
    const kept = lesionsToKeep([0.1, 0.2, 0.3, 0.4, 0.6, 0.7].map(lesion), 0.5, 0.05, 2);
    expect(scores(kept)).toEqual([0.7, 0.6, 0.4, 0.3]);
    expect(kept.floor).toBe(0.3);
  });

  it('never leaves out a lesion at or above the threshold', () => {
    const kept = lesionsToKeep([0.5, 0.5, 0.5, 0.4, 0.4].map(lesion), 0.5, 0.05, 1);
    expect(scores(kept)).toEqual([0.5, 0.5, 0.5]);
    expect(kept.floor).toBe(0.5);
  });
});
