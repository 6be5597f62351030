import { add, mean, sigmoid, square, sub, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { LESION_TYPES } from '../../../shared/clinical/lesion';
import type { InputSpec } from '../compiler/record';
import type { ForwardContext } from '../ml/nn/forward-context';
import { seedCnn, SEED_SIDE } from '../ml/models/seed-cnn';
import { SIDE_BINS, YOLO_N, YOLO_S, YOLO_STRIDES, yolov8, type YoloScale } from '../ml/models/yolov8';
import { seedCnnProgram } from '../training/presence-programs';
import type { TrainingProgram } from '../training/program';

/** A network that is timed: its forward pass on one picture, and one training step on a batch. */
export interface BenchNetwork {
  readonly name: string;
  readonly side: number;
  readonly trainBatch: number;
  forward(context: ForwardContext, x: Tensor): readonly Tensor[];
  program(batchSize: number): TrainingProgram;
}

const pictures = (batchSize: number, side: number): InputSpec => ({
  name: 'images',
  shape: [batchSize, side, side, 3],
  layout: 'image',
});

/** The seed study's network with its own loss, binary cross-entropy on presence. */
const seed = (side: number): BenchNetwork => ({
  name: 'seed-cnn',
  side,
  trainBatch: 8,
  forward: (context, x) => [sigmoid(seedCnn(context, x, null))],
  program: (batchSize) => seedCnnProgram(batchSize, side),
});

/**
 * A network of YOLOv8's shape. Its training step regresses every output cell onto a given target: forward,
 * backward and update cost what they cost in detection; label assignment is not part of it.
 */
const yolo = (name: string, scale: YoloScale, side: number): BenchNetwork => ({
  name,
  side,
  trainBatch: 4,
  forward: (context, x) =>
    yolov8(context, x, scale, LESION_TYPES.length).flatMap(({ sides, classes }) => [sides, classes]),
  program: (batchSize) => ({
    batch: [
      pictures(batchSize, side),
      ...YOLO_STRIDES.flatMap((stride) => {
        const grid = side / stride;
        return [
          { name: `sides${stride}`, shape: [batchSize, grid, grid, 4 * SIDE_BINS] },
          { name: `classes${stride}`, shape: [batchSize, grid, grid, LESION_TYPES.length] },
        ];
      }),
    ],
    losses: (context, { images, ...targets }) => {
      const levels = yolov8(context, images as Tensor, scale, LESION_TYPES.length);
      const errors = levels.flatMap(({ sides, classes }, index) => {
        const stride = YOLO_STRIDES[index] ?? 0;
        return [
          mean(square(sub(sides, targets[`sides${stride}`] as Tensor))),
          mean(square(sub(classes, targets[`classes${stride}`] as Tensor))),
        ];
      });
      return { total: errors.reduce((sum, error) => add(sum, error)) as Scalar };
    },
  }),
});

const NETWORKS: Readonly<Record<string, (side: number) => BenchNetwork>> = {
  'seed-cnn': seed,
  'yolov8-n': (side) => yolo('yolov8-n', YOLO_N, side),
  'yolov8-s': (side) => yolo('yolov8-s', YOLO_S, side),
};

export const BENCH_NETWORK_NAMES: readonly string[] = Object.keys(NETWORKS);

/** @throws RangeError for a name that is not known. */
export function benchNetwork(name: string, side: number): BenchNetwork {
  const make = NETWORKS[name];
  if (!make) throw new RangeError(`There is no benchmark network "${name}".`);
  return make(side);
}

/** Pictures in one training step of a network. */
export const trainBatchOf = (name: string): number => benchNetwork(name, SEED_SIDE).trainBatch;
