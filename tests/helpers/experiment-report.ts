import { detectionReport } from '../../src/main/engine/ml/metrics/detection-report';
import type { TypedPhoto } from '../../src/main/engine/ml/metrics/judged-photo';
import { presenceFigures } from '../../src/main/engine/ml/metrics/presence-figures';
import { LESION_TYPES } from '../../src/shared/clinical/lesion';
import {
  experimentReportSchema,
  type EpochPoint,
  type ExperimentReport,
  type MeasuredRow,
} from '../../src/shared/experiment/report';
import { seededRandom, uniform, type Random } from '../../src/shared/random';

/** Detections that hit most lesions of random photos, and miss and invent some. */
export function judgedPhotos(count: number, random: Random): readonly TypedPhoto[] {
  return Array.from({ length: count }, () => {
    const references = Array.from({ length: 6 }, () => ({
      box: { x: uniform(random, 0, 380), y: uniform(random, 0, 380), width: 16, height: 16 },
      allowed: [LESION_TYPES[Math.floor(random() * 4)]!],
    }));
    const hits = references
      .filter(() => random() < 0.7)
      .map(({ box, allowed }) => ({
        box: { ...box, x: box.x + uniform(random, -5, 5) },
        score: uniform(random, 0.3, 1),
        type: random() < 0.8 ? allowed[0]! : LESION_TYPES[Math.floor(random() * 4)]!,
      }));
    const inventions = Array.from({ length: 3 }, () => ({
      box: { x: uniform(random, 0, 380), y: uniform(random, 0, 380), width: 16, height: 16 },
      score: uniform(random, 0, 0.7),
      type: LESION_TYPES[Math.floor(random() * 4)]!,
    }));
    return { references, detections: [...hits, ...inventions] };
  });
}

const judgedPictures = (count: number, random: Random) =>
  Array.from({ length: count }, () => {
    const present = LESION_TYPES.map(() => random() < 0.5);
    return {
      present,
      probabilities: present.map((there) => uniform(random, there ? 0.3 : 0, there ? 1 : 0.7)),
    };
  });

const curveOf = (epochs: number, metrics: (progress: number) => Record<string, number>): EpochPoint[] =>
  Array.from({ length: epochs }, (_, index) => ({
    epoch: index + 1,
    seconds: 20 * (index + 1),
    losses: { total: 0.7 * Math.exp(-index / 5) + 0.1 },
    metrics: metrics((index + 1) / epochs),
    best: index % 3 === 0,
  }));

const common = {
  status: 'measured',
  seconds: 321,
  evaluationSeconds: 12,
  ended: 'early-stopping',
  measuredOn: { split: 'test', photos: 40 },
  settings: {
    epochs: 20,
    batchSize: 8,
    side: 416,
    learningRate: 0.001,
    schedule: 'constant',
    normLimit: 10,
    earlyStopping: { metric: 'loss', patience: 5 },
    classWeights: false,
    augment: true,
  },
  engine: { id: 'onnxruntime-cpu', device: 'A processor' },
  unreadable: 0,
} as const satisfies Partial<MeasuredRow>;

/** A report on an experiment that never was: one model of each kind measured, one not run. */
export function madeUpReport(): ExperimentReport {
  const random = seededRandom(5);
  const presence = presenceFigures(LESION_TYPES, judgedPictures(40, random));
  const detection = detectionReport([judgedPhotos(40, random)], 0.4, { seed: 1, resamples: 50 });
  return experimentReportSchema.parse({
    format: 1,
    startedAt: '2026-01-02T03:04:05.000Z',
    writtenAt: '2026-01-02T04:04:05.000Z',
    seed: 7,
    data: {
      name: 'faces & <names>',
      fingerprint: 'ab'.repeat(32),
      photos: { train: 200, valid: 40, test: 40 },
      boxes: { train: 1200, valid: 240, test: 240 },
      showing: { comedone: 20, nodule: 19, papule: 22, pustule: 18 },
      findings: ['No photo shows two <types>.'],
      problems: 2,
    },
    rows: [
      {
        ...common,
        model: 'cnn',
        title: 'CNN',
        experiment: 'I',
        loss: presence.loss,
        metrics: { macroF1: presence.macro.f1.value },
        epochs: 12,
        bestEpoch: 10,
        parameters: 22_225_572,
        curve: curveOf(12, (progress) => ({
          loss: 0.69 - 0.3 * progress,
          subsetAccuracy: 0.1 + 0.4 * progress,
          macroF1: 0.5 + 0.3 * progress,
        })),
        result: { kind: 'presence', figures: presence },
        pictures: [],
      },
      {
        model: 'vgg19',
        title: 'VGG19, frozen',
        experiment: 'I',
        status: 'not-run',
        loss: null,
        metrics: {},
        epochs: 0,
        seconds: 0,
        parameters: null,
        failure: {
          kind: 'model-unavailable',
          message: 'The weights of VGG19 are missing.',
          advice: 'Run “macule backbone fetch vgg19”.',
          retryable: false,
        },
      },
      {
        ...common,
        model: 'yolov8s',
        title: 'YOLOv8-s',
        experiment: 'II',
        loss: 3.21,
        metrics: { boxLoss: 2.31, classLoss: 0.62, distributionLoss: 0.28 },
        epochs: 9,
        bestEpoch: 7,
        parameters: 11_100_000,
        ended: 'time',
        curve: curveOf(9, (progress) => ({
          loss: 5 - progress,
          ap50: 0.6 * progress,
          centreHitRecall: progress,
        })),
        result: { kind: 'detection', figures: detection },
        pictures: ['pictures/yolov8s-1.jpg'],
      },
    ],
    baseline: presenceFigures(
      LESION_TYPES,
      judgedPictures(40, random).map(({ present }) => ({ present, probabilities: [0.5, 0.5, 0.5, 0.5] })),
    ),
    machine: { processor: 'A processor', cores: 2, memoryGB: 24, system: 'Linux 6' },
    versions: { macule: '0.1.0', node: '20.19.0' },
  });
}
