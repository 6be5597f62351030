import type { Inference, Job } from '../../../shared/engine/protocol';
import { detectFile } from '../detector/detect-file';
import type { ReadAhead } from '../detector/read-ahead';
import type { Detector } from '../engine';
import type { FindFace } from '../face/open-face-finder';

export type InferJob = Extract<Job, { kind: 'infer' }>;
export type ReportProgress = (stage: 'decode' | 'detect', done: number, total: number) => void;

/** Finds the lesions of one photo, reporting each tile, and its face where there is a way to. */
export function runInferJob(
  detector: Detector,
  job: InferJob,
  signal: AbortSignal,
  ahead: ReadAhead,
  findFace: FindFace | null,
  report: ReportProgress,
): Promise<Inference> {
  report('decode', 0, 1);
  return detectFile(detector, job.file, {
    minScore: job.minScore,
    signal,
    ahead,
    next: job.next ?? null,
    findFace,
    onTile: (done, total) => report('detect', done, total),
  });
}
