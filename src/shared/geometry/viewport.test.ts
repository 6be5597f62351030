import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  betweenViews,
  boxCentre,
  centreOn,
  constrainView,
  fitView,
  isInside,
  isOnStage,
  scaleAbout,
  toScreen,
} from './viewport';

const photo = { width: 4000, height: 6000 };
const stage = { width: 700, height: 640 };

describe('fitView', () => {
  it('shows the whole photo in the middle, margin included', () => {
    const view = fitView(photo, stage, 20);
    expect(view.scale).toBeCloseTo(0.1);
    expect(toScreen({ x: 0, y: 0, ...photo }, view)).toEqual({ x: 150, y: 20, width: 400, height: 600 });
  });

  it('survives a stage smaller than its margins', () => {
    expect(fitView(photo, { width: 10, height: 10 }, 20).scale).toBeGreaterThan(0);
  });
});

describe('constrainView', () => {
  it('never shows more than the margin beyond an edge the stage cannot hold', () => {
    const view = fc.record({
      scale: fc.double({ min: 0.02, max: 16, noNaN: true }),
      x: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
      y: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
    });
    fc.assert(
      fc.property(view, (anyView) => {
        const box = toScreen({ x: 0, y: 0, ...photo }, constrainView(anyView, photo, stage, 24));
        for (const [start, length, room] of [
          [box.x, box.width, stage.width],
          [box.y, box.height, stage.height],
        ] as const) {
          if (length <= room - 48) expect(start).toBeCloseTo((room - length) / 2, 6);
          else {
            expect(start).toBeLessThanOrEqual(24 + 1e-6);
            expect(start + length).toBeGreaterThanOrEqual(room - 24 - 1e-6);
          }
        }
      }),
    );
  });

  it('leaves an allowed view alone', () => {
    const view = { scale: 1, x: -500, y: -700 };
    expect(constrainView(view, photo, stage, 24)).toEqual(view);
  });
});

it('scaleAbout keeps the point under the pointer', () => {
  const view = { scale: 0.5, x: 30, y: -40 };
  const anchor = { x: 200, y: 300 };
  const next = scaleAbout(view, 2, anchor);
  expect((anchor.x - next.x) / next.scale).toBeCloseTo((anchor.x - view.x) / view.scale);
  expect((anchor.y - next.y) / next.scale).toBeCloseTo((anchor.y - view.y) / view.scale);
});

it('centreOn brings a photo point to the middle of the stage', () => {
  const box = { x: 1000, y: 2000, width: 20, height: 10 };
  const shown = toScreen(box, centreOn(boxCentre(box), 3, stage));
  expect(boxCentre(shown)).toEqual({ x: 350, y: 320 });
});

it('isInside and isOnStage tell whole, part and none', () => {
  const at = (x: number) => ({ x, y: 100, width: 40, height: 40 });
  expect([isInside(at(50), stage, 10), isOnStage(at(50), stage, 0)]).toEqual([true, true]);
  expect([isInside(at(-20), stage, 10), isOnStage(at(-20), stage, 0)]).toEqual([false, true]);
  expect([isInside(at(-60), stage, 10), isOnStage(at(-60), stage, 0)]).toEqual([false, false]);
});

it('betweenViews starts and ends where it should and zooms evenly', () => {
  const from = fitView(photo, stage, 24);
  const to = centreOn({ x: 3000, y: 900 }, from.scale * 16, stage);
  const start = betweenViews(from, to, stage, 0);
  expect(start.x).toBeCloseTo(from.x);
  expect(start.y).toBeCloseTo(from.y);
  expect(betweenViews(from, to, stage, 0.5).scale).toBeCloseTo(from.scale * 4);
  expect(betweenViews(from, to, stage, 1)).toBe(to);
});
