import { MaculeError, toFailure } from '../../shared/errors';
import type { Dataset } from '../datasets/dataset';
import { judgePhoto } from '../engine/detector/judge-photo';
import { skinAngle } from '../engine/detector/skin-angle';
import type { Detector } from '../engine/engine';
import type { FindFace } from '../engine/face/open-face-finder';
import type { TypedPhoto } from '../engine/ml/metrics/judged-photo';
import type { CliContext } from './context';
import { printedFailure } from './failure-text';
import type { FailedPhoto } from './photo-report';
import { progressLine } from './progress-line';

/** What a detector finds on labelled photos. */
export interface Judgement {
  /** One list a dataset. */
  readonly judged: readonly (readonly TypedPhoto[])[];
  /** Of the photos of all lists, one after the other: individual typology angles, degrees. */
  readonly angles: readonly (number | null)[];
  readonly failed: readonly FailedPhoto[];
}

/**
 * Lets a detector look at every photo.
 * @throws MaculeError `cancelled`: figures over some of the photos would be taken for the whole.
 */
export async function judgeAll(
  context: CliContext,
  { detector, findFace }: { readonly detector: Detector; readonly findFace: FindFace | null },
  datasets: readonly Dataset[],
): Promise<Judgement> {
  const { signal } = context;
  const progress = progressLine(context);
  const total = datasets.reduce((sum, { photos }) => sum + photos.length, 0);
  const failed: FailedPhoto[] = [];
  const judged: TypedPhoto[][] = [];
  const angles: (number | null)[] = [];
  let done = 0;
  try {
    for (const { photos } of datasets) {
      const ofDataset: TypedPhoto[] = [];
      judged.push(ofDataset);
      for (const photo of photos) {
        progress.show(done, total, 'photos');
        done += 1;
        try {
          const found = await judgePhoto(detector, photo, signal, findFace);
          angles.push(await skinAngle(photo, signal));
          ofDataset.push(found);
        } catch (thrown) {
          if (signal.aborted) throw cancelled(done - 1, total);
          failed.push({ file: photo.file, error: printedFailure(toFailure(thrown)) });
        }
      }
    }
  } finally {
    progress.clear();
  }
  return { judged, angles, failed };
}

const cancelled = (done: number, total: number): MaculeError =>
  new MaculeError({
    kind: 'cancelled',
    message: `Cancelled after ${done} of ${total} photos; nothing was measured.`,
    retryable: true,
  });
