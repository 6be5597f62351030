import { MaculeError, type Failure } from '../../../shared/errors';
import type { DatasetLabel, LabelledPhoto } from '../../datasets/dataset';
import { NO_VARIATION, variationOf } from '../ml/augment/preparation';
import { mixSeed, seededRandom, shuffled } from '../ml/random';
import type { PhotoPreparer } from './photo-preparer';
import type { PreparedPhoto } from './prepare-photo';

export interface PhotoBatch {
  /** The photos in the batch, in order. */
  readonly photos: readonly LabelledPhoto[];
  /** [photos, 3, side, side] in [0, 1]. */
  readonly images: Float32Array;
  /** Of each photo, boxes in pixels of the prepared picture. */
  readonly labels: readonly (readonly DatasetLabel[])[];
}

export interface BatchOptions {
  readonly photos: readonly LabelledPhoto[];
  readonly preparer: PhotoPreparer;
  readonly batchSize: number;
  /** Photos prepared ahead of the batch in use; bounds the memory. Two batches unless given. */
  readonly ahead?: number;
  readonly signal?: AbortSignal;
}

export interface TrainingBatchOptions extends BatchOptions {
  readonly seed: number;
  readonly epoch: number;
}

/** What batches had to leave out, and how long their reader waited for them. */
export interface BatchLog {
  photos: number;
  /** One a photo that could not be read. */
  readonly unreadable: { readonly file: string; readonly failure: Failure }[];
  /** Time that a reader spent waiting for photos, milliseconds. */
  waitedMs: number;
}

export const newBatchLog = (): BatchLog => ({ photos: 0, unreadable: [], waitedMs: 0 });

/** A photo's name for its stream of random numbers: it doesn't depend on where the dataset lies. */
export const photoKey = ({ split, fileName }: LabelledPhoto): string => `${split}/${fileName}`;

/**
 * One epoch's batches for training: every photo once, in an order and varied in ways that depend on seed and
 * epoch alone. Batches are full: photos that fill none are left for another epoch, except where there is no
 * full batch at all and the only one starts over with its first photos.
 */
export async function* trainingBatches(
  options: TrainingBatchOptions,
  log: BatchLog = newBatchLog(),
): AsyncGenerator<PhotoBatch> {
  const { photos, preparer, batchSize, seed, epoch } = options;
  const order = shuffled(photos, seededRandom(mixSeed(seed, 'order', epoch)));
  const vary = (photo: LabelledPhoto) => variationOf(seed, epoch, photoKey(photo), preparer.settings);
  let full = 0;
  let rest: readonly ReadyPhoto[] = [];
  for await (const ready of batchesOf(readyPhotos({ ...options, photos: order }, vary, log), batchSize)) {
    rest = ready;
    if (ready.length < batchSize) break;
    full += 1;
    yield joined(ready, preparer.settings.side);
  }
  if (full > 0 || rest.length === 0) return;
  const repeated = Array.from({ length: batchSize }, (_, index) => rest[index % rest.length] as ReadyPhoto);
  yield joined(repeated, preparer.settings.side);
}

/** All photos in their order, only resized; the last batch may be smaller. For validation, test and prediction. */
export async function* evaluationBatches(
  options: BatchOptions,
  log: BatchLog = newBatchLog(),
): AsyncGenerator<PhotoBatch> {
  const ready = readyPhotos(options, () => NO_VARIATION, log);
  for await (const batch of batchesOf(ready, options.batchSize))
    yield joined(batch, options.preparer.settings.side);
}

interface ReadyPhoto {
  readonly photo: LabelledPhoto;
  readonly prepared: PreparedPhoto;
}

/**
 * Photos in order, prepared ahead. One that can't be read is left out and named in the log: a broken file must
 * not end a run of hours.
 * @throws MaculeError `cancelled`, and what ends the preparer.
 */
async function* readyPhotos(
  { photos, preparer, batchSize, ahead = 2 * batchSize, signal }: BatchOptions,
  vary: (photo: LabelledPhoto) => ReturnType<typeof variationOf>,
  log: BatchLog,
): AsyncGenerator<ReadyPhoto> {
  const line: { readonly photo: LabelledPhoto; readonly coming: Promise<PreparedPhoto> }[] = [];
  let next = 0;
  const fill = (): void => {
    while (line.length < Math.max(1, ahead) && next < photos.length) {
      const photo = photos[next] as LabelledPhoto;
      next += 1;
      const { file, labels } = photo;
      const coming = preparer.prepare({ file, labels, variation: vary(photo) });
      // A reader that stops early never looks at it.
      coming.catch(() => undefined);
      line.push({ photo, coming });
    }
  };
  for (fill(); line.length > 0; fill()) {
    if (signal?.aborted) throw cancelled();
    const { photo, coming } = line.shift() as (typeof line)[number];
    const start = performance.now();
    const prepared = await readable(coming, photo, log).finally(
      () => (log.waitedMs += performance.now() - start),
    );
    if (prepared === null) continue;
    log.photos += 1;
    yield { photo, prepared };
  }
}

/** @returns null for a photo that can't be read, which the log then names. */
async function readable(
  coming: Promise<PreparedPhoto>,
  { file }: LabelledPhoto,
  log: BatchLog,
): Promise<PreparedPhoto | null> {
  try {
    return await coming;
  } catch (thrown) {
    if (!(thrown instanceof MaculeError) || !isPhotosFault(thrown.failure)) throw thrown;
    log.unreadable.push({ file, failure: thrown.failure });
    return null;
  }
}

/** Failures of one photo, as against those of the machinery. */
const isPhotosFault = ({ kind }: Failure): boolean =>
  ['unreadable-file', 'unsupported-format', 'picture-too-large', 'picture-too-small', 'not-found'].includes(
    kind,
  );

async function* batchesOf(
  ready: AsyncIterable<ReadyPhoto>,
  size: number,
): AsyncGenerator<readonly ReadyPhoto[]> {
  let batch: ReadyPhoto[] = [];
  for await (const one of ready) {
    batch.push(one);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function joined(ready: readonly ReadyPhoto[], side: number): PhotoBatch {
  const plane = 3 * side * side;
  const images = new Float32Array(ready.length * plane);
  for (const [index, { prepared }] of ready.entries()) images.set(prepared.planes, index * plane);
  return {
    photos: ready.map(({ photo }) => photo),
    images,
    labels: ready.map(({ prepared }) => prepared.labels),
  };
}

const cancelled = (): MaculeError =>
  new MaculeError({ kind: 'cancelled', message: 'The training was cancelled.', retryable: true });
