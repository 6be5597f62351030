import { LESION_TYPES, type LesionType } from '../../../../shared/clinical/lesion';
import { evaluationBatches, trainingBatches, type BatchLog } from '../../input/photo-batches';
import type { PhotoPreparer } from '../../input/photo-preparer';
import { importYoloWeights } from '../../io/yolo-weights';
import type { YoloScale } from '../../ml/models/yolov8';
import { doneAtOnce } from '../told';
import type {
  EpochPlace,
  ModelFamily,
  RunSettings,
  TaskOrder,
  TrainingBatch,
  TrainingTask,
} from '../training-task';
import { YoloJudge, type JudgedByYolo } from '../yolo-judge';
import { YOLO_METRICS, yoloMetrics } from '../yolo-metrics';
import { yoloProgram } from '../yolo-program';
import { leavesLesionsOpen, mostLesions, yoloTruthArrays } from '../yolo-truth';
import { openPreparer, preparationOf } from './open-preparer';
import { typeWeights } from './type-weights';

/** The study's size; its optimiser's rate and clipping are those of the guide that it follows: docs/experiments.md. */
export const YOLO_SETTINGS: RunSettings = {
  epochs: 50,
  batchSize: 8,
  side: 416,
  learningRate: 1e-3,
  schedule: 'cosine',
  normLimit: 10,
  earlyStopping: { metric: 'typedAp50', patience: 15 },
  classWeights: false,
  augment: true,
};

/** A lesion has one type: of boxes that lie upon each other only the best is kept, whatever its type. */
const SUPPRESSION = { kind: 'agnostic', overlap: 0.5 } as const;
/** Photos that are prepared ahead while weights are measured. */
const VALIDATION_BATCH = 8;
/** No weight decay: the study names plain Adam. */
const OPTIMIZER = { kind: 'adam', weightDecay: 0 } as const;

/** Training of YOLOv8 on whole photos, to find lesions and tell the four types apart. */
export const yoloFamily = (name: string, scale: YoloScale, settings = YOLO_SETTINGS): ModelFamily => ({
  presence: false,
  unsuited: { is: leavesLesionsOpen, why: 'their labels leave open where a lesion is or of which type' },
  metrics: YOLO_METRICS,
  bestBy: 'typedAp50',
  settings,
  open: (order) => doneAtOnce(yoloTask(order, name, scale, openPreparer(order, preparationOf(order)))),
});

function yoloTask(order: TaskOrder, name: string, scale: YoloScale, preparer: PhotoPreparer): TrainingTask {
  const { settings, photos, threads } = order;
  const { side } = settings;
  const classes: readonly LesionType[] = LESION_TYPES;
  const described = {
    task: 'yolov8',
    title: `Lesions by type: ${name}`,
    scale,
    classes,
    side,
    suppression: SUPPRESSION,
  } as const;
  const mostObjects = mostLesions(photos.train);
  const weights = settings.classWeights ? typeWeights(photos.train) : null;
  const classWeights = weights && classes.map((type) => weights.get(type) ?? 1);
  return {
    optimizer: OPTIMIZER,
    averaging: true,
    program: (batchSize) =>
      yoloProgram({
        ...{ scale, side, batchSize, mostObjects, classes: classes.length },
        ...(classWeights ? { classWeights } : {}),
      }),
    batches: (place, log) => batches(order, preparer, { classes, mostObjects }, place, log),
    validate: async function* (trained, log) {
      const judged: JudgedByYolo[] = [];
      const judge = await YoloJudge.open({
        ...{ description: described, weights: trained, threads },
        mostObjects: mostLesions(photos.valid),
      });
      try {
        for await (const one of judgedPhotos(order, preparer, judge, log)) {
          judged.push(one);
          yield { stage: 'validating', done: judged.length, total: photos.valid.length };
        }
      } finally {
        await judge.close();
      }
      return yoloMetrics(judged);
    },
    describe: ({ threshold = 0 }) => ({ ...described, threshold }),
    importWeights: (bytes, file, parameters) => importYoloWeights(bytes, file, parameters)?.weights ?? null,
    close: () => preparer.close(),
  };
}

async function* judgedPhotos(
  { photos, signal }: TaskOrder,
  preparer: PhotoPreparer,
  judge: YoloJudge,
  log: BatchLog,
): AsyncGenerator<JudgedByYolo> {
  const { side } = preparer.settings;
  const read = { photos: photos.valid, preparer, batchSize: VALIDATION_BATCH, ...(signal ? { signal } : {}) };
  for await (const { images, labels } of evaluationBatches(read, log)) {
    for (const [index, ofPhoto] of labels.entries()) {
      const length = 3 * side * side;
      yield await judge.judge(images.subarray(index * length, (index + 1) * length), ofPhoto);
    }
  }
}

async function* batches(
  { settings: { batchSize }, photos, seed }: TaskOrder,
  preparer: PhotoPreparer,
  { classes, mostObjects }: { readonly classes: readonly LesionType[]; readonly mostObjects: number },
  { epoch, from }: EpochPlace,
  log: BatchLog,
): AsyncGenerator<TrainingBatch> {
  const read = { photos: photos.train, preparer, batchSize, seed, epoch, from };
  for await (const batch of trainingBatches(read, log)) {
    yield {
      size: batchSize,
      inputs: { images: batch.images, ...yoloTruthArrays(batch.labels, classes, mostObjects) },
      files: batch.photos.map(({ file }) => file),
      next: batch.next,
      share: batch.next / photos.train.length,
    };
  }
}
