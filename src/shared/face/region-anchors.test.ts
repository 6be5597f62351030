import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '../geometry/viewport';
import type { Face } from './face';
import { regionAt, regionsOfFace, sideAt } from './face-regions';
import {
  anchorsOf,
  axisOfAnchors,
  faceThrough,
  movedAsWhole,
  REGION_ANCHORS,
  withAnchorAt,
} from './region-anchors';
import { standardFace } from './standard-face';
import { testFace } from './test-face';

const photo = { width: 1000, height: 1000 };
const wide = { width: 1600, height: 900 };
const numberOf = (name: string): number => REGION_ANCHORS.findIndex((anchor) => anchor.name === name);
const named = (anchors: readonly Point[], name: string): Point =>
  anchors[numberOf(name)] ?? { x: NaN, y: NaN };
const through = (base: Face, anchors: readonly Point[], size = photo): Face => {
  const face = faceThrough(base, anchors, size);
  if (!face) throw new Error('These anchors make no face.');
  return face;
};
const farthest = (a: readonly Point[], b: readonly Point[]): number =>
  Math.max(...a.map(({ x, y }, index) => Math.hypot(x - (b[index]?.x ?? NaN), y - (b[index]?.y ?? NaN))));
const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) });

/** A move of each anchor that is small beside the distances between them. */
const nudges = fc.array(
  fc.record({
    x: fc.double({ min: -25, max: 25, noNaN: true }),
    y: fc.double({ min: -25, max: 25, noNaN: true }),
  }),
  { minLength: REGION_ANCHORS.length, maxLength: REGION_ANCHORS.length },
);
const nudged = (anchors: readonly Point[], by: readonly Point[]): readonly Point[] =>
  anchors.map(({ x, y }, index) => ({ x: x + (by[index]?.x ?? 0), y: y + (by[index]?.y ?? 0) }));

describe('anchors', () => {
  it('lie on the borders of the regions', () => {
    const anchors = anchorsOf(testFace(), photo);
    // By hand: middle (498.5, 595), 774 px long; 0.734 of that above the middle, 0.54 below.
    expect(rounded(named(anchors, 'Hairline'))).toEqual({ x: 499, y: 27 });
    expect(rounded(named(anchors, 'Below the chin'))).toEqual({ x: 498, y: 1013 });
    expect(named(anchors, 'Base of the nose')).toEqual({ x: 494, y: 691 });
    const { outline, perioral } = regionsOfFace(testFace(), photo);
    for (const [index, { outline: isOutside }] of REGION_ANCHORS.entries()) {
      if (isOutside)
        expect(
          Math.min(...outline.map((point) => farthest([point], [anchors[index] as Point]))),
        ).toBeLessThan(1e-6);
    }
    expect(perioral).toContainEqual(named(anchors, 'Right of the mouth'));
  });

  it('that were not moved leave the face as it was', () => {
    for (const face of [testFace(), standardFace(wide)]) {
      const same = through(face, anchorsOf(face, wide), wide);
      expect(farthest(same.landmarks, face.landmarks)).toBeLessThan(1e-9);
    }
  });

  it('are where they were put, whatever else is moved', () => {
    fc.assert(
      fc.property(nudges, (by) => {
        const wanted = nudged(anchorsOf(testFace(), wide), by);
        expect(farthest(anchorsOf(through(testFace(), wanted, wide), wide), wanted)).toBeLessThan(1e-6);
      }),
    );
  });

  it('take the regions along when the whole face is moved, turned and scaled', () => {
    const before = regionsOfFace(testFace(), photo);
    fc.assert(
      fc.property(
        fc.record({
          dx: fc.double({ min: -100, max: 100, noNaN: true }),
          dy: fc.double({ min: -100, max: 100, noNaN: true }),
          turn: fc.double({ min: -0.6, max: 0.6, noNaN: true }),
          scale: fc.double({ min: 0.4, max: 1.2, noNaN: true }),
        }),
        fc.integer({ min: 100, max: 900 }),
        fc.integer({ min: 100, max: 950 }),
        (move, x, y) => {
          const anchors = anchorsOf(testFace(), photo);
          const after = regionsOfFace(through(testFace(), movedAsWhole(anchors, move, photo)), photo);
          const { middle } = axisOfAnchors(anchors);
          const [cos, sin] = [Math.cos(move.turn) * move.scale, Math.sin(move.turn) * move.scale];
          const there = {
            x: middle.x + move.dx + (x - middle.x) * cos - (y - middle.y) * sin,
            y: middle.y + move.dy + (x - middle.x) * sin + (y - middle.y) * cos,
          };
          expect(regionAt(after, there)).toBe(regionAt(before, { x, y }));
          expect(sideAt(after, there)).toBe(sideAt(before, { x, y }));
        },
      ),
    );
  });

  it('on one point make no face', () => {
    const anchors = anchorsOf(testFace(), photo);
    expect(
      faceThrough(
        testFace(),
        anchors.map(() => ({ x: 5, y: 5 })),
        photo,
      ),
    ).toBeNull();
    expect(movedAsWhole(anchors, { dx: 0, dy: 0, turn: 0, scale: 0.001 }, photo)).toBe(anchors);
  });

  it('are not lost far outside the photo', () => {
    const anchors = anchorsOf(testFace(), wide);
    const away = withAnchorAt(anchors, numberOf('Hairline'), { x: 500, y: -9000 }, wide);
    expect(named(away, 'Hairline')).toEqual({ x: 500, y: -450 });
    expect(away.filter((anchor, index) => anchor !== anchors[index])).toHaveLength(1);
    expect(movedAsWhole(anchors, { dx: 5000, dy: 0, turn: 0, scale: 1 }, wide)).toBe(anchors);
  });
});

describe('moving one anchor', () => {
  const anchors = anchorsOf(testFace(), photo);
  const moved = (name: string, dx: number, dy: number) => {
    const { x, y } = named(anchors, name);
    return regionsOfFace(
      through(testFace(), withAnchorAt(anchors, numberOf(name), { x: x + dx, y: y + dy }, photo)),
      photo,
    );
  };
  const before = regionsOfFace(testFace(), photo);
  const on = (x: number, y: number) => ({ x, y });

  it('moves the borders that run through it, by hand', () => {
    expect([
      regionAt(before, on(494, 705)),
      regionAt(moved('Base of the nose', 0, 30), on(494, 705)),
    ]).toEqual(['perioral', 'nose']);
    expect([regionAt(before, on(295, 345)), regionAt(moved('Right brow', 0, 40), on(295, 345))]).toEqual([
      'right-cheek',
      'forehead',
    ]);
    expect([regionAt(before, on(499, 60)), regionAt(moved('Hairline', 0, 80), on(499, 60))]).toEqual([
      'forehead',
      null,
    ]);
    expect([
      regionAt(before, on(300, 770)),
      regionAt(moved('Right of the mouth', -40, 0), on(300, 770)),
    ]).toEqual(['right-cheek', 'perioral']);
  });

  it('leaves what is far from it alone', () => {
    const after = moved('Right brow', 0, 25);
    for (const [x, y, region] of [
      [500, 940, 'chin'],
      [670, 600, 'left-cheek'],
      [500, 725, 'perioral'],
    ] as const)
      expect(regionAt(after, on(x, y))).toBe(region);
  });
});

it('a standard face lies whole in the middle of any photo', () => {
  for (const size of [photo, wide, { width: 600, height: 1400 }]) {
    const { outline } = regionsOfFace(standardFace(size), size);
    for (const { x, y } of outline) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(size.width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(size.height);
    }
    expect(regionAt(regionsOfFace(standardFace(size), size), { x: size.width / 2, y: size.height / 2 })).toBe(
      'nose',
    );
  }
});
