import { cutTile } from '../../src/main/engine/detector/cut-tile';
import { cosineRate } from '../../src/main/engine/ml/training/schedule';
import { shuffled } from '../../src/main/engine/ml/random';
import type { YoloScale } from '../../src/main/engine/ml/models/yolov8';
import { TrainingSession } from '../../src/main/engine/runtime/training-session';
import { recordTrainingStep } from '../../src/main/engine/training/record-step';
import { YoloJudge, type JudgedByYolo } from '../../src/main/engine/training/yolo-judge';
import { yoloMetrics } from '../../src/main/engine/training/yolo-metrics';
import { yoloProgram } from '../../src/main/engine/training/yolo-program';
import { yoloTruthArrays } from '../../src/main/engine/training/yolo-truth';
import { LESION_TYPES, type LesionType } from '../../src/shared/clinical/lesion';
import type { Box } from '../../src/shared/geometry/box';
import { paintLesion } from '../../src/shared/phantom/paint-lesion';
import { renderPhantom } from '../../src/shared/phantom/render-phantom';
import { seededRandom, uniform } from '../../src/shared/random';

export interface OverfitOptions {
  readonly scale: YoloScale;
  readonly photos: number;
  /** Pixels, a multiple of 32. */
  readonly side: number;
  readonly batchSize: number;
  readonly steps: number;
  readonly learningRate: number;
  readonly threads: number;
  /** Told the losses of each step. */
  readonly onStep?: (step: number, losses: Readonly<Record<string, number>>) => void;
}

interface LearntPhoto {
  /** [3, side, side] in [0, 1]. */
  readonly planes: Float32Array;
  readonly labels: readonly { readonly label: LesionType; readonly box: Box }[];
}

/** A rendered face with one to four lesions, one in each quarter of its middle. */
function markedPhantom(side: number, seed: number): LearntPhoto {
  const { image } = renderPhantom({ width: side, height: side, seed, counts: {}, lookAlikes: 0 });
  const random = seededRandom(seed);
  const cell = side / 4;
  const places = [1, 2].flatMap((row) => [1, 2].map((column) => ({ row, column })));
  const labels = places.slice(seed % places.length).map(({ row, column }, index) => {
    const type = LESION_TYPES[(Math.floor(seed / places.length) + index) % LESION_TYPES.length] as LesionType;
    const radius = uniform(random, 0.35, 0.5) * cell;
    const x = cell * (column + 0.5) + uniform(random, -0.15, 0.15) * cell;
    const y = cell * (row + 0.5) + uniform(random, -0.15, 0.15) * cell;
    paintLesion(image, { type, x, y, radius }, random);
    return { label: type, box: { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius } };
  });
  const planes = new Float32Array(3 * side * side);
  cutTile(image, { left: 0, top: 0, width: side, height: side, scale: 1 }, planes);
  return { planes, labels };
}

/**
 * Trains YOLOv8 on a few rendered photos, as they are, until they should be known by heart.
 * @returns the metrics of the averaged weights at inference on those same photos.
 */
export async function overfitYolo(options: OverfitOptions) {
  const { scale, side, batchSize, steps, learningRate, threads, onStep } = options;
  const photos = Array.from({ length: options.photos }, (_, index) => markedPhantom(side, index + 1));
  const classes = LESION_TYPES;
  const mostObjects = 4;
  const program = yoloProgram({ scale, classes: classes.length, batchSize, side, mostObjects });
  const recorded = recordTrainingStep(program, { normLimit: 10 });
  const session = await TrainingSession.open(recorded, { threads, seed: 7 });
  const random = seededRandom(7);
  let rest: readonly LearntPhoto[] = [];
  for (let step = 0; step < steps; step += 1) {
    if (rest.length < batchSize) rest = shuffled(photos, random);
    const batch = rest.slice(0, batchSize);
    rest = rest.slice(batchSize);
    const labels = batch.map((photo) => photo.labels);
    for (const [name, values] of Object.entries(yoloTruthArrays(labels, classes, mostObjects)))
      session.batchArray(name).set(values);
    const images = session.batchArray('images');
    batch.forEach(({ planes }, index) => images.set(planes, index * planes.length));
    const losses = await session.run(cosineRate(step / steps, learningRate));
    onStep?.(step, losses);
  }
  const weights = session.weights();
  await session.close();
  const description = { scale, classes, side, suppression: { kind: 'agnostic', overlap: 0.5 } } as const;
  const judge = await YoloJudge.open({ description, weights, mostObjects, threads });
  const judged: JudgedByYolo[] = [];
  for (const { planes, labels } of photos) judged.push(await judge.judge(planes, labels));
  await judge.close();
  return yoloMetrics(judged);
}
