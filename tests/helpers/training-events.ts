import type { TrainingEvent } from '../../src/shared/training/events';

/** Events of a run as a training process tells them. */
export const startEvent = (resumedAtStep = 0): TrainingEvent => ({
  event: 'start',
  model: 'seed-cnn',
  seed: 1,
  epochs: 4,
  trainPhotos: 8,
  validPhotos: 4,
  leakedPhotos: 0,
  parameters: 100,
  engine: { id: 'onnxruntime-cpu', device: 'a processor' },
  resumedAtStep,
});

export const stepEvent = (number: number, total = number): TrainingEvent => ({
  event: 'step',
  epoch: 0,
  step: number,
  losses: { total },
  learningRate: 0.001,
  photosPerSecond: 3,
  engineBusy: 1,
  memoryMB: 300,
  secondsLeft: null,
});

export const epochEvent = (epoch: number, f1: number, best = true): TrainingEvent => ({
  event: 'epoch',
  epoch,
  step: epoch * 10,
  losses: { total: 1 / epoch },
  metrics: { loss: 1, macroF1: f1 },
  best,
  seconds: epoch * 60,
});

export const doneEvent = (
  reason: 'finished' | 'early-stopping' | 'time' | 'cancelled',
  model: string | null = null,
): TrainingEvent => ({ event: 'done', reason, step: 40, seconds: 240, model });
