import { expect, it } from 'vitest';
import type { LesionDetectorDescription } from '../engine/io/model-description';
import { modelIdentity } from './model-identity';

const model: LesionDetectorDescription = {
  ...{ format: 1, id: 'a', title: 'A', weightsSha256: 'ab', trainedAt: '2025-01-01', training: {} },
  ...{ task: 'lesion-detector', threshold: 0.3, longSide: 1024, scales: [1, 1.5] },
  shape: { backbone: 'efficientnet-lite0', merged: 48 },
  calibration: { score: { slope: 2, intercept: 0 }, typeTemperature: 1 },
};

it('is the same whatever a model is called and however its description is written down', () => {
  const { shape, ...rest } = model;
  const told = { ...rest, id: 'b', title: 'B', trainedAt: '2026-01-01', training: { seed: 2 } };
  expect(modelIdentity({ ...told, shape: { merged: 48, backbone: 'efficientnet-lite0' } })).toBe(
    modelIdentity({ shape, ...rest }),
  );
});

it.each([
  ['weights', { weightsSha256: 'cd' }],
  ['threshold', { threshold: 0.31 }],
  ['working size', { longSide: 1280 }],
  ['sizes', { scales: [1.5, 1] }],
  ['mirroring', { mirrored: true }],
  ['score calibration', { calibration: { score: { slope: 2, intercept: 0.1 }, typeTemperature: 1 } }],
  ['type temperature', { calibration: { score: { slope: 2, intercept: 0 }, typeTemperature: 1.1 } }],
])('is another one where the %s differs', (_what, change) => {
  expect(modelIdentity({ ...model, ...change })).not.toBe(modelIdentity(model));
});
