import type { LoadedDetector } from '../../src/main/engine/io/model-folder';
import { initialValues } from '../../src/main/engine/ml/nn/parameter';
import { lesionDetector, type LesionDetectorShape } from '../../src/main/engine/ml/models/lesion-detector';
import { normal, seededRandom } from '../../src/main/engine/ml/random';
import { listParameters } from '../../src/main/engine/training/program';

export const TINY_SHAPE: LesionDetectorShape = { backbone: [8, 8, 8, 8, 8], blocks: [1, 1, 1, 1], merged: 8 };

/** A detector with random weights: it finds nonsense, but the same nonsense on every engine. */
export function randomModel(seed: number, shape: LesionDetectorShape = TINY_SHAPE): LoadedDetector {
  const random = seededRandom(seed);
  const specs = listParameters((context, input) => {
    lesionDetector(context, input({ name: 'x', shape: [1, 32, 32, 3] }), shape);
  });
  const weights = specs.map((spec) => {
    const values = initialValues(spec, random);
    // Statistics and biases away from their neutral starts, so that folding them in is really tested.
    if (spec.name.endsWith('/bias')) values.fill(0);
    else if (spec.role !== 'filter')
      values.forEach((value, index) => (values[index] = value + 0.2 * Math.abs(normal(random))));
    return [spec.name, { shape: spec.shape, values }] as const;
  });
  return {
    description: {
      format: 1,
      id: `random-${seed}`,
      title: 'Random weights',
      task: 'lesion-detector',
      shape,
      threshold: 0.5,
      longSide: 1024,
      weightsSha256: '',
      trainedAt: '2026-01-01T00:00:00.000Z',
      training: {},
    },
    weights: new Map(weights),
  };
}
