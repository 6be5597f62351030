import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CORNERS, dragCorner, growBox, heldBy, moveBox, newBox, usualSide } from './shape-box';

const photo = { width: 200, height: 100 };
const box = { x: 20, y: 30, width: 10, height: 10 };

it('moves, drags and grows', () => {
  expect(moveBox(box, 5, -5, photo)).toEqual({ ...box, x: 25, y: 25 });
  expect(dragCorner(box, { right: 1, down: 1 }, 4, 6, photo)).toEqual({ ...box, width: 14, height: 16 });
  expect(dragCorner(box, { right: -1, down: -1 }, 4, -6, photo)).toEqual({
    x: 24,
    y: 24,
    width: 6,
    height: 16,
  });
  expect(growBox(box, 1, 2, photo)).toEqual({ x: 19, y: 28, width: 12, height: 14 });
});

it('is held by a press, but not by one with Shift, which draws a frame and ends elsewhere', () => {
  const press = { button: 0, shiftKey: false, clientX: 5, clientY: 6 };
  const [corner] = CORNERS as readonly [(typeof CORNERS)[number]];
  expect(heldBy(press, box, null)).toEqual({ at: { x: 5, y: 6 }, box, corner: null });
  expect(heldBy({ ...press, shiftKey: true }, box, null)).toBeNull();
  expect(heldBy({ ...press, shiftKey: true }, box, corner)).toMatchObject({ corner });
  expect(heldBy({ ...press, button: 2 }, box, corner)).toBeNull();
});

it('makes a new lesion of a press or of a drag', () => {
  expect(newBox({ x: 50, y: 50 }, { x: 51, y: 50 }, 12, photo)).toEqual({
    x: 44,
    y: 44,
    width: 12,
    height: 12,
  });
  expect(newBox({ x: 50, y: 50 }, { x: 40, y: 70 }, 12, photo)).toEqual({
    x: 40,
    y: 50,
    width: 10,
    height: 20,
  });
});

it('makes a new lesion of what was drawn on the photo, wherever beside it the drag began or ended', () => {
  expect(newBox({ x: -30, y: 40 }, { x: 10, y: 60 }, 12, photo)).toEqual({
    ...{ x: 0, y: 40 },
    ...{ width: 10, height: 20 },
  });
  expect(newBox({ x: 190, y: 90 }, { x: 500, y: 300 }, 12, photo)).toEqual({
    ...{ x: 190, y: 90 },
    ...{ width: 10, height: 10 },
  });
  expect(newBox({ x: -50, y: -50 }, { x: 500, y: 300 }, 12, photo)).toEqual({ x: 0, y: 0, ...photo });
});

it('knows the usual size', () => {
  expect(usualSide([box, { ...box, width: 40, height: 40 }, { ...box, width: 20, height: 20 }], photo)).toBe(
    20,
  );
  expect(usualSide([], { width: 1024, height: 800 })).toBeCloseTo(14);
});

it('never leaves the photo or vanishes', () => {
  const by = fc.integer({ min: -400, max: 400 });
  fc.assert(
    fc.property(by, by, fc.constantFrom(...CORNERS), (dx, dy, corner) => {
      for (const one of [
        moveBox(box, dx, dy, photo),
        dragCorner(box, corner, dx, dy, photo),
        growBox(box, dx, dy, photo),
      ]) {
        expect(Math.min(one.x, one.y)).toBeGreaterThanOrEqual(0);
        expect(one.x + one.width).toBeLessThanOrEqual(200);
        expect(one.y + one.height).toBeLessThanOrEqual(100);
        expect(Math.min(one.width, one.height)).toBeGreaterThanOrEqual(3);
      }
    }),
  );
});
