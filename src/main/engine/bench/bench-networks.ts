import {
  add,
  mean,
  sigmoid,
  softplus,
  square,
  sub,
  mul,
  type Scalar,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { LESION_TYPES } from '../../../shared/clinical/lesion';
import type { InputSpec } from '../compiler/record';
import type { ForwardContext } from '../ml/nn/forward-context';
import { seedCnn, seedCnnDropouts, SEED_SIDE } from '../ml/models/seed-cnn';
import { SIDE_BINS, YOLO_N, YOLO_STRIDES, yolov8 } from '../ml/models/yolov8';
import type { TrainingProgram } from '../training/program';

/** A network that is timed: its forward pass on one picture, and one training step on a batch. */
export interface BenchNetwork {
  readonly name: string;
  readonly side: number;
  readonly trainBatch: number;
  forward(context: ForwardContext, x: Tensor): readonly Tensor[];
  program(batchSize: number): TrainingProgram;
}

const pictures = (batchSize: number): InputSpec => ({
  name: 'images',
  shape: [batchSize, SEED_SIDE, SEED_SIDE, 3],
  layout: 'image',
});

/** The seed study's network with its own loss, binary cross-entropy on presence. */
const seed: BenchNetwork = {
  name: 'seed-cnn',
  side: SEED_SIDE,
  trainBatch: 8,
  forward: (context, x) => [sigmoid(seedCnn(context, x, null))],
  program: (batchSize) => ({
    batch: [
      pictures(batchSize),
      { name: 'labels', shape: [batchSize, LESION_TYPES.length] },
      ...seedCnnDropouts(batchSize, SEED_SIDE).map(({ name, shape }) => ({ name, shape })),
    ],
    losses: (context, { images, labels, ...masks }) => {
      const logits = seedCnn(context, images as Tensor, masks);
      // −log p for present types and −log(1 − p) for absent ones, from logits.
      const total = mean(sub(softplus(logits), mul(logits, labels as Tensor)));
      return { total: total as Scalar };
    },
  }),
};

/**
 * A network of YOLOv8-n's shape. Its training step regresses every output cell onto a given target: forward,
 * backward and update cost what they cost in detection; label assignment is not part of it.
 */
const yolo: BenchNetwork = {
  name: 'yolov8-n',
  side: SEED_SIDE,
  trainBatch: 4,
  forward: (context, x) =>
    yolov8(context, x, YOLO_N, LESION_TYPES.length).flatMap(({ sides, classes }) => [sides, classes]),
  program: (batchSize) => ({
    batch: [
      pictures(batchSize),
      ...YOLO_STRIDES.flatMap((stride) => {
        const grid = SEED_SIDE / stride;
        return [
          { name: `sides${stride}`, shape: [batchSize, grid, grid, 4 * SIDE_BINS] },
          { name: `classes${stride}`, shape: [batchSize, grid, grid, LESION_TYPES.length] },
        ];
      }),
    ],
    losses: (context, { images, ...targets }) => {
      const levels = yolov8(context, images as Tensor, YOLO_N, LESION_TYPES.length);
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
};

export const BENCH_NETWORKS: readonly BenchNetwork[] = [seed, yolo];
