import type { RateSchedule } from '../../../../shared/training/recipe';
import type { LabelledPhoto } from '../../../datasets/dataset';
import { isLookAlikeLabel } from '../../../datasets/label-types';
import { TRAINING_VIEW } from '../../ml/augment/view';
import {
  PRETRAINED_DETECTOR,
  SMALL_DETECTOR,
  type LesionDetectorShape,
} from '../../ml/models/lesion-detector';
import { lesionDetectorProgram } from '../lesion-detector-program';
import { doneAtOnce } from '../told';
import type { ModelFamily, RunSettings } from '../training-task';
import { tileWorkBatches } from './tile-work-batches';
import type { TileWork } from './batch-worker-messages';
import { batchesFromWorker, batchWorkerBeside } from './batches-from-worker';
import { typeWeights } from './type-weights';
import { DETECTOR_METRICS, validateDetector, VALIDATION_LONG_SIDE } from './validate-detector';

/** What sizes of the detector differ in besides their settings. */
export interface DetectorVariant {
  readonly shape: LesionDetectorShape;
  /** Photos that one validation looks at. */
  readonly validationPhotos: number;
  /** File of weights to start from, in the folder of pre-trained weights. */
  readonly pretrained?: string;
}

/** Share of tiles on which rendered lesions of known type are painted, where nothing else is asked for. */
const RENDERED_SHARE = 0.3;

/** Share of tiles on which lesions from pictures of single ones are laid, where the datasets have such. */
const CROPPED_SHARE = 0.03;

const SETTINGS = {
  learningRate: 2e-3,
  schedule: 'cosine' as RateSchedule,
  normLimit: 5,
  earlyStopping: null,
  classWeights: false,
  augment: true,
};

/** What the shipped detector was trained with: half the rate, for weights that know something already. */
export const DETECTOR_SETTINGS: RunSettings = {
  ...{ ...SETTINGS, epochs: 30, batchSize: 8, side: 256 },
  learningRate: 1e-3,
};

/** Training of the lesion detector on tiles of photos. */
export const lesionDetectorFamily = (
  { shape, validationPhotos, pretrained }: DetectorVariant,
  settings: RunSettings,
): ModelFamily => ({
  presence: false,
  crops: true,
  metrics: DETECTOR_METRICS,
  bestBy: 'score',
  ...(pretrained === undefined ? {} : { pretrained }),
  settings,
  open: ({ photos, settings: chosen, seed, threads, photoWorker, signal }) => {
    const { side, batchSize, augment, classWeights, trainedPart } = chosen;
    const { without = [], renderedShare = RENDERED_SHARE, keepStatistics: keepsStatistics } = chosen;
    const learned = without.includes('look-alikes') ? photos.train.map(withoutLookAlikes) : photos.train;
    const painted = augment && !without.includes('rendered-lesions');
    const laid = augment && photos.crops.length > 0 && !without.includes('lesion-crops');
    const described = {
      task: 'lesion-detector',
      title: 'Trained lesion detector',
      shape,
      longSide: VALIDATION_LONG_SIDE,
    } as const;
    return doneAtOnce({
      optimizer: { kind: 'adam' },
      averaging: true,
      program: (size) => lesionDetectorProgram(shape, size, side, { trained: trainedPart, keepsStatistics }),
      batches: ({ epoch, from }, log) => {
        const work: TileWork = {
          ...{ photos: learned, seed, epoch, batchSize, from, tileSide: side, longSide: described.longSide },
          view: augment ? TRAINING_VIEW : null,
          paintedShare: painted ? renderedShare : 0,
          croppedShare: laid ? CROPPED_SHARE : 0,
          crops: photos.crops,
          narrowed: !without.includes('type-narrowing'),
          ...(classWeights ? { typeWeights: typeWeights(learned) } : {}),
        };
        if (photoWorker !== null)
          return batchesFromWorker(batchWorkerBeside(photoWorker), { kind: 'tiles', work }, log);
        return tileWorkBatches(work, log);
      },
      validate: (weights, log) =>
        validateDetector(
          { photos: photos.valid, sampleSize: validationPhotos, threads, log, ...(signal ? { signal } : {}) },
          described,
          weights,
        ),
      describe: ({ threshold = 0 }) => ({ ...described, threshold }),
      close: () => Promise.resolve(),
    });
  },
});

const withoutLookAlikes = (photo: LabelledPhoto): LabelledPhoto => ({
  ...photo,
  labels: photo.labels.filter(({ label }) => !isLookAlikeLabel(label)),
});

/** The backbone starts from weights trained on ImageNet. */
export const LESION_DETECTOR_FAMILY = lesionDetectorFamily(
  { shape: PRETRAINED_DETECTOR, validationPhotos: 48, pretrained: 'efficientnet-lite0.safetensors' },
  DETECTOR_SETTINGS,
);

/** A residual network that starts from nothing. */
export const SMALL_DETECTOR_FAMILY = lesionDetectorFamily(
  { shape: SMALL_DETECTOR, validationPhotos: 48 },
  { ...SETTINGS, epochs: 30, batchSize: 8, side: 256 },
);

/** A few minutes' run of a tiny network, to try a dataset or a machine. */
export const TRIAL_DETECTOR_FAMILY = lesionDetectorFamily(
  { shape: { backbone: [8, 16, 24, 32, 32], blocks: [1, 1, 1, 0], merged: 16 }, validationPhotos: 8 },
  { ...SETTINGS, epochs: 2, batchSize: 4, side: 128 },
);
