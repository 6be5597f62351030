import { describe, expect, it } from 'vitest';
import { encodeTargets } from './targets';

const lesion = { x: 21, y: 10, width: 14, height: 28, allowed: ['papule', 'pustule'] as const };

describe('encodeTargets', () => {
  it('marks the centre cell, its box and the types the label allows', () => {
    const maps = encodeTargets([lesion], 64);
    const cell = 2 * 16 + 5;
    expect([...maps.positive.entries()].filter(([, value]) => value > 0)).toEqual([[cell, 1]]);
    expect(maps.negative[cell]).toBe(0);
    const [dx, dy, width, height] = maps.box.subarray(cell * 4, cell * 4 + 4);
    expect([dx, dy]).toEqual([-0.25, 0]);
    expect(width).toBeCloseTo(0, 6);
    expect(height).toBeCloseTo(Math.log(2), 6);
    expect([...maps.allowedTypes.subarray(cell * 4, cell * 4 + 4)]).toEqual([0, 0, 1, 1]);
    expect(maps.typeWeight[cell]).toBe(1);
  });

  it('weighs "no lesion" fully far away and hardly beside the centre', () => {
    const { negative } = encodeTargets([lesion], 64);
    expect(negative[15 * 16 + 15]).toBe(1);
    expect(negative[2 * 16 + 6]).toBeLessThan(0.2);
  });

  it('teaches no type where the label allows every type', () => {
    const any = { ...lesion, allowed: ['comedone', 'nodule', 'papule', 'pustule'] as const };
    expect(Math.max(...encodeTargets([any], 64).typeWeight)).toBe(0);
  });

  it('makes look-alikes heavy negatives, never positives', () => {
    const maps = encodeTargets([{ ...lesion, allowed: [] }], 64);
    expect(Math.max(...maps.positive)).toBe(0);
    expect(Math.max(...maps.negative)).toBeGreaterThan(2);
  });

  it('teaches neither that a lesion too small for its grid is one nor that it is none', () => {
    const maps = encodeTargets([{ ...lesion, width: 2, height: 2 }], 64);
    expect(Math.max(...maps.positive, ...maps.boxWeight, ...maps.typeWeight)).toBe(0);
    expect(maps.negative[2 * 16 + 5]).toBe(0);
    expect(maps.negative[15 * 16 + 15]).toBe(1);
  });

  it('ignores labels outside the tile', () => {
    expect(Math.max(...encodeTargets([{ ...lesion, x: 64 }], 64).positive)).toBe(0);
  });
});
