import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { presenceFigures } from '../../../src/main/engine/ml/metrics/presence-figures';

const RATES = ['accuracy', 'precision', 'recall', 'f1', 'auroc'] as const;
const numbers = z.array(z.number());
const goldenSchema = z.object({
  labels: z.array(z.string()),
  scenes: z.array(
    z.object({
      present: z.array(z.array(z.number().transform((value) => value === 1))),
      probabilities: z.array(numbers),
      thresholds: numbers,
      loss: z.number(),
      losses: numbers,
      subsetAccuracy: z.number(),
      argmaxAccuracy: z.number(),
      perLabel: z.record(z.enum(RATES), z.array(z.number().nullable())),
      macro: z.record(z.enum(RATES), z.number().nullable()),
    }),
  ),
});

/** Made by make_presence.py, with scikit-learn. */
const { labels, scenes } = goldenSchema.parse(
  JSON.parse(readFileSync(new URL('presence.json', import.meta.url), 'utf8')),
);

const expectSame = (ours: number | null | undefined, theirs: number | null | undefined): void => {
  if (theirs === null || theirs === undefined) expect(ours).toBeNull();
  else expect(ours).toBeCloseTo(theirs, 12);
};

describe.each(scenes.map((scene, index) => ({ scene, index })))('scene $index', ({ scene }) => {
  const pictures = scene.present.map((present, index) => ({
    present,
    probabilities: scene.probabilities[index]!,
  }));
  const figures = presenceFigures(labels, pictures, scene.thresholds);

  it('has the losses of scikit-learn', () => {
    expectSame(figures.loss, scene.loss);
    figures.perLabel.forEach(({ loss }, index) => expectSame(loss, scene.losses[index]));
  });

  it('has its subset accuracy, and the arg max accuracy of NumPy', () => {
    expectSame(figures.subsetAccuracy, scene.subsetAccuracy);
    expectSame(figures.argmaxAccuracy, scene.argmaxAccuracy);
  });

  it.each(RATES)('has its %s, undefined where it is undefined there', (rate) => {
    figures.perLabel.forEach((label, index) => expectSame(label[rate], scene.perLabel[rate][index]));
    expectSame(figures.macro[rate].value, scene.macro[rate]);
    expect(figures.macro[rate].leftOut).toEqual(
      labels.filter((_, index) => scene.perLabel[rate][index] === null),
    );
  });
});

it('covers labels that never and always occur', () => {
  expect(scenes.flatMap(({ perLabel }) => perLabel.auroc)).toContain(null);
  expect(scenes.flatMap(({ perLabel }) => perLabel.precision)).toContain(null);
});
