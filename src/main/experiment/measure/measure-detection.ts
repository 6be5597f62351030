import { detectionResultSchema } from '../../../shared/experiment/detection-result';
import { isPhotosOwn, toFailure } from '../../../shared/errors';
import type { LabelledPhoto } from '../../datasets/dataset';
import { judgePhoto } from '../../engine/detector/judge-photo';
import type { Detector } from '../../engine/engine';
import { detectionReport } from '../../engine/ml/metrics/detection-report';
import type { TypedPhoto } from '../../engine/ml/metrics/judged-photo';
import { cancelledTraining } from '../../engine/training/cancelled-training';
import type { ModelFamily } from '../../engine/training/training-task';
import type { Measurement, Measuring } from '../run-experiment';
import { detectionMetrics } from './detection-metrics';
import { figurePictures, type JudgedFile } from './figure-pictures';
import { photosOf, withPlaces, type HeldOut } from './held-out';
import { heldOutLosses } from './held-out-losses';
import type { MeasureSurroundings } from './measure-surroundings';

/** Fixed, so that the same model on the same photos gives the same intervals. */
const BOOTSTRAP = { seed: 1, resamples: 1000 } as const;

/**
 * Measures a detector on photos that were held out: losses, figures, and pictures with truth and predictions. Photos
 * whose labels do not say where lesions are cannot be judged.
 * @param family of the model.
 * @param runFolder that the model was trained in.
 * @throws MaculeError `model-unavailable`, `cancelled`.
 */
export async function* measureDetection(
  family: ModelFamily,
  modelFolder: string,
  runFolder: string,
  heldOut: HeldOut,
  surroundings: MeasureSurroundings,
): AsyncGenerator<Measuring, Measurement> {
  const held = withPlaces(heldOut);
  const losses = yield* heldOutLosses(family, modelFolder, runFolder, held, surroundings);
  const detector = await surroundings.openDetector(modelFolder);
  try {
    const { datasets, judged, unreadable } = yield* judgeAll(detector, held, surroundings);
    const { threshold } = detector.info;
    const figures = detectionReport(datasets, threshold, BOOTSTRAP);
    return {
      loss: losses['loss'] ?? null,
      metrics: { ...losses, ...detectionMetrics(figures) },
      measuredOn: { split: held.split, photos: judged.length },
      result: { kind: 'detection', figures: detectionResultSchema.parse(figures) },
      unreadable,
      pictures: await figurePictures(judged, threshold),
    };
  } finally {
    await detector.close();
  }
}

async function* judgeAll(
  detector: Detector,
  held: HeldOut,
  { signal }: MeasureSurroundings,
): AsyncGenerator<
  Measuring,
  {
    readonly datasets: readonly (readonly TypedPhoto[])[];
    readonly judged: readonly JudgedFile[];
    readonly unreadable: number;
  }
> {
  const total = photosOf(held).length;
  const judged: JudgedFile[] = [];
  const datasets: TypedPhoto[][] = [];
  let unreadable = 0;
  for (const { photos } of held.datasets) {
    const ofDataset: TypedPhoto[] = [];
    datasets.push(ofDataset);
    for (const photo of photos) {
      const one = await judgeReadable(detector, photo, signal);
      if (one === null) unreadable += 1;
      else {
        ofDataset.push(one);
        judged.push({ file: photo.file, ...one });
      }
      yield { event: 'measuring', done: judged.length + unreadable, total };
    }
  }
  return { datasets, judged, unreadable };
}

/** Null for a photo that can't be read. */
async function judgeReadable(
  detector: Detector,
  photo: LabelledPhoto,
  signal = new AbortController().signal,
): Promise<TypedPhoto | null> {
  try {
    return await judgePhoto(detector, photo, signal);
  } catch (thrown) {
    if (signal.aborted) throw cancelledTraining();
    if (isPhotosOwn(toFailure(thrown))) return null;
    throw thrown;
  }
}
