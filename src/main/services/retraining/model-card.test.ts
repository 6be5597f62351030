import { expect, it } from 'vitest';
import type { RunRecord } from '../../../shared/training/run-record';
import { modelCard, type CardFacts } from './model-card';

const record: RunRecord = {
  format: 1,
  model: 'lesion-detector',
  settings: {
    ...{ epochs: 12, batchSize: 8, side: 256, learningRate: 5e-4, schedule: 'cosine', normLimit: 10 },
    ...{ earlyStopping: null, classWeights: true, augment: true, trainedPart: 'upper' },
  },
  seed: 1,
  maxMinutes: null,
  data: {
    ...{ folder: '/library/training/run/clinic-photos.json', fingerprint: 'f'.repeat(64), datasets: [] },
    ...{ trainPhotos: 30, validPhotos: 6, testPhotos: 0 },
  },
  startedFrom: '/models/starter',
  engine: { id: 'onnxruntime-cpu', device: 'test' },
  versions: {},
  startedAt: '2025-03-01T10:00:00Z',
};

const facts: CardFacts = {
  ...{ title: 'Your patients', weightsSha256: 'b'.repeat(64), appVersion: '0.1.0', record },
  sizes: {
    train: { photos: 30, patients: 12 },
    valid: { photos: 6, patients: 3 },
    test: { photos: 12, patients: 6 },
  },
  parent: { id: 'starter', sha256: 'a'.repeat(64) },
  ...{ approvedAt: '2025-03-02T08:00:00Z', approvedBy: 'Dr Ada' },
  verdict: {
    ...{ format: 1, at: '2025-03-02T07:00:00Z', seed: 1, photos: 12, patients: 6, promoted: true },
    champion: { id: 'starter', sha256: 'a'.repeat(64), threshold: 0.3 },
    challenger: { id: 'model', sha256: 'b'.repeat(64), threshold: 0.4 },
    f1: { champion: 0.8, challenger: 0.9, difference: { low: 0.05, high: 0.15, resamples: 2_000 } },
    countError: { champion: 4, challenger: 2.5, difference: { low: -2.5, high: -0.25, resamples: 2_000 } },
    recalls: [{ of: 'papule', champion: 0.7, challenger: null, difference: null }],
    reason: 'The new model is better.',
  },
};

it('says what a model was made from, by whom it was approved, and how good it is', () => {
  const card = modelCard(facts);
  for (const line of [
    '| learned from | 30 | 12 |',
    '| locked test set | 12 | 6 |',
    '| F1 of centre hits | 0.800 | 0.900 | +0.050 to +0.150 |',
    '| count error, lesions a photo | 4.00 | 2.50 | −2.50 to −0.25 |',
    '| found, papule | 0.700 | n/a | n/a |',
    'the head and the upper half of the backbone; learning rate 0.0005',
    'Taken into use by Dr Ada at 2025-03-02T08:00:00Z.',
  ])
    expect(card).toContain(line);
  // No place on this computer is in it.
  expect(card).not.toContain('/library');
  expect(modelCard({ ...facts, approvedBy: null })).toContain('a library without user accounts');
});
