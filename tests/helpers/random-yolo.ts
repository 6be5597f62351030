import type { YoloDescription } from '../../src/main/engine/io/model-description';
import type { LoadedModel } from '../../src/main/engine/io/model-folder';
import { yolov8, type YoloScale } from '../../src/main/engine/ml/models/yolov8';
import { initialValues } from '../../src/main/engine/ml/nn/parameter';
import { normal, seededRandom } from '../../src/main/engine/ml/random';
import { listParameters } from '../../src/main/engine/training/program';
import { LESION_TYPES, type LesionType } from '../../src/shared/clinical/lesion';

/** A sixteenth of the full width: trains and infers in no time. */
export const TINY_YOLO: YoloScale = { depth: 1 / 3, width: 1 / 16, mostChannels: 1024 };

/** A YOLOv8 network with random weights: it finds nonsense, but the same nonsense on every engine. */
export function randomYolo(
  seed: number,
  side: number,
  classes: readonly LesionType[] = LESION_TYPES,
): LoadedModel<YoloDescription> {
  const random = seededRandom(seed);
  const specs = listParameters((context, input) => {
    yolov8(context, input({ name: 'x', shape: [1, side, side, 3] }), TINY_YOLO, classes.length);
  });
  const weights = specs.map((spec) => {
    const values = initialValues(spec, random);
    if (spec.name.endsWith('/bias')) values.forEach((_, index) => (values[index] = normal(random)));
    else if (spec.role !== 'filter')
      values.forEach((value, index) => (values[index] = value + 0.2 * Math.abs(normal(random))));
    return [spec.name, { shape: spec.shape, values }] as const;
  });
  return {
    description: {
      format: 1,
      id: `random-yolo-${seed}`,
      title: 'Random weights',
      task: 'yolov8',
      scale: TINY_YOLO,
      classes,
      side,
      threshold: 0.5,
      suppression: { kind: 'agnostic', overlap: 0.5 },
      weightsSha256: '',
      trainedAt: '2026-01-01T00:00:00.000Z',
      training: {},
    },
    weights: new Map(weights),
  };
}
