import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTiles, SEAM_MARGIN, type Tile, type TileLimits } from './tile-plan';

const limits: TileLimits = { longest: 640, overlap: 64, multiple: 32 };
const side = fc.integer({ min: 32, max: 6000 });

describe('planTiles', () => {
  it('covers a 1,024 px square with four tiles that waste little', () => {
    const plan = planTiles(1024, 1024, limits);
    expect(plan.tiles).toHaveLength(4);
    expect([plan.width, plan.height]).toEqual([544, 544]);
  });

  it('gives every point to one core, and those beside a seam to the cores of both its sides', () => {
    fc.assert(
      fc.property(side, fc.double({ min: 0, max: 0.999, noNaN: true }), (width, share) => {
        const { tiles } = planTiles(width, 320, limits);
        const x = share * width;
        const owners = tiles.filter(({ core }) => x >= core.left && x < core.right);
        const seams = tiles.slice(1).map(({ core }) => core.left + SEAM_MARGIN);
        const beside = seams.filter((seam) => x >= seam - SEAM_MARGIN && x < seam + SEAM_MARGIN);
        expect(owners).toHaveLength(1 + beside.length);
      }),
    );
  });

  it('leaves no point of a photo out', () => {
    fc.assert(
      fc.property(side, side, fc.double({ min: 0, max: 0.999, noNaN: true }), (width, height, share) => {
        const [x, y] = [share * width, ((share * 7.3) % 1) * height];
        const isOwner = ({ core }: Tile) =>
          x >= core.left && x < core.right && y >= core.top && y < core.bottom;
        expect(planTiles(width, height, limits).tiles.some(isOwner)).toBe(true);
      }),
    );
  });

  it('keeps each core half an overlap, less the seam’s margin, away from the inner edges of its tile', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const plan = planTiles(width, height, limits);
        for (const { x, y, core } of plan.tiles) {
          const margin = limits.overlap / 2 - SEAM_MARGIN - 1;
          if (core.left > 0) expect(core.left - x).toBeGreaterThanOrEqual(margin);
          if (core.right < width) expect(x + plan.width - core.right).toBeGreaterThanOrEqual(margin);
          if (core.top > 0) expect(core.top - y).toBeGreaterThanOrEqual(margin);
          if (core.bottom < height) expect(y + plan.height - core.bottom).toBeGreaterThanOrEqual(margin);
        }
        expect(plan.width % limits.multiple).toBe(0);
        expect(plan.width).toBeLessThanOrEqual(limits.longest);
      }),
    );
  });
});
