import { isPhotosOwn, MaculeError, type Failure } from '../../../shared/errors';
import type { DatasetLabel, LabelledPhoto } from '../../datasets/dataset';
import { cancelledTraining } from '../training/cancelled-training';
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
  /** How far into the order of photos the batch reaches, unreadable ones counted: where another one begins. */
  readonly next: number;
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
  /** Where in the epoch's order to begin: `next` of the batch before an interruption. 0 unless given. */
  readonly from?: number;
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
  const { photos, preparer, batchSize, seed, epoch, from = 0 } = options;
  const order = epochOrder(photos, seed, epoch);
  const vary = (photo: LabelledPhoto) => variationOf(seed, epoch, photoKey(photo), preparer.settings);
  const photosLeft = readyPhotos({ ...options, photos: order }, vary, log, from);
  // Whatever begins later in its epoch had a full batch before.
  for await (const ready of fullBatches(photosLeft, batchSize, from > 0))
    yield joined(ready, preparer.settings.side);
}

/**
 * Full batches; a rest is left out, unless it is all there is: then its items are repeated.
 * @param begun whether there was a full batch before.
 */
export async function* fullBatches<T>(
  items: AsyncIterable<T>,
  size: number,
  begun = false,
): AsyncGenerator<readonly T[]> {
  let any = begun;
  for await (const batch of batchesOf(items, size)) {
    if (batch.length === size) {
      any = true;
      yield batch;
    } else if (!any) {
      yield Array.from({ length: size }, (_, index) => batch[index % batch.length] as T);
    }
  }
}

/** The order of an epoch's photos, by seed and epoch alone. */
export const epochOrder = (
  photos: readonly LabelledPhoto[],
  seed: number,
  epoch: number,
): readonly LabelledPhoto[] => shuffled(photos, seededRandom(mixSeed(seed, 'order', epoch)));

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
  /** Its place in the order of photos. */
  readonly index: number;
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
  from = 0,
): AsyncGenerator<ReadyPhoto> {
  const line: (Omit<ReadyPhoto, 'prepared'> & { readonly coming: Promise<PreparedPhoto> })[] = [];
  let next = from;
  const fill = (): void => {
    while (line.length < Math.max(1, ahead) && next < photos.length) {
      const photo = photos[next] as LabelledPhoto;
      const index = next;
      next += 1;
      const { file, labels } = photo;
      const coming = preparer.prepare({ file, labels, variation: vary(photo) });
      // A reader that stops early never looks at it.
      coming.catch(() => undefined);
      line.push({ photo, coming, index });
    }
  };
  for (fill(); line.length > 0; fill()) {
    if (signal?.aborted) throw cancelledTraining();
    const { photo, coming, index } = line.shift() as (typeof line)[number];
    const prepared = await readable(coming, photo, log);
    if (prepared === null) continue;
    log.photos += 1;
    yield { photo, prepared, index };
  }
}

/**
 * Waits for a photo.
 * @returns null for one that can't be read, which the log then names.
 */
export async function readable<T>(
  coming: Promise<T>,
  { file }: LabelledPhoto,
  log: BatchLog,
): Promise<T | null> {
  const started = performance.now();
  try {
    return await coming;
  } catch (thrown) {
    if (!(thrown instanceof MaculeError) || !isPhotosOwn(thrown.failure)) throw thrown;
    log.unreadable.push({ file, failure: thrown.failure });
    return null;
  } finally {
    log.waitedMs += performance.now() - started;
  }
}

async function* batchesOf<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[]> {
  let batch: T[] = [];
  for await (const one of items) {
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
    next: Math.max(...ready.map(({ index }) => index)) + 1,
  };
}
