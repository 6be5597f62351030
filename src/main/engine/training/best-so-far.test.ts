import { describe, expect, it } from 'vitest';
import { betterWhen } from '../../../shared/training/metric-direction';
import { isPatienceOver, judgeEpoch, type BestSoFar } from './best-so-far';

describe('the best weights so far', () => {
  const after = (metric: string, values: readonly (number | undefined)[]) => {
    let best: BestSoFar | null = null;
    const flags = values.map((value) => {
      const judged = judgeEpoch(best, metric, value, true);
      best = judged.after;
      return judged.best;
    });
    return { flags, best };
  };

  it('are those of the lowest loss or the highest other metric; equal ones are no better', () => {
    expect(after('loss', [3, 2, 2, 4, 1])).toEqual({
      flags: [true, true, false, false, true],
      best: { value: 1, epochsSince: 0 },
    });
    expect(after('ap50', [3, 2, 3, 4, 1])).toEqual({
      flags: [true, false, false, true, false],
      best: { value: 4, epochsSince: 1 },
    });
  });

  it('are those whose error with a sign is nearest to 0', () => {
    expect(after('countBias', [-20, -4, 3, -3.5, 12]).flags).toEqual([true, true, true, false, false]);
  });

  it('are the first ones where a metric cannot be had, until it can', () => {
    expect(after('macroAuroc', [undefined, undefined, 0.1, undefined]).flags).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('count epochs, not parts of one', () => {
    const { after: reached } = judgeEpoch({ value: 1, epochsSince: 1 }, 'loss', 2, false);
    expect(reached).toEqual({ value: 1, epochsSince: 1 });
    expect(isPatienceOver(reached, 2)).toBe(false);
    expect(isPatienceOver({ value: 1, epochsSince: 2 }, 2)).toBe(true);
    expect(isPatienceOver({ value: 1, epochsSince: 99 }, undefined)).toBe(false);
  });
});

it.each([
  ['loss', 'lower'],
  ['total', 'lower'],
  ['boxLoss', 'lower'],
  ['nodule.loss', 'lower'],
  ['countError', 'lower'],
  ['ap50to95', 'higher'],
  ['macroAuroc', 'higher'],
  ['centreHitRecall', 'higher'],
])('%s is better when it is %s', (metric, direction) => {
  expect(betterWhen(metric)).toBe(direction);
});
