import { describe, expect, it } from 'vitest';
import { anchorsOf, axisOfAnchors } from '../../../../shared/face/region-anchors';
import { testFace } from '../../../../shared/face/test-face';
import type { Point } from '../../../../shared/geometry/viewport';
import { draggedBy, movedByKey, placeOfGrip } from './drag-points';

const photo = { width: 1000, height: 1000 };
const anchors = anchorsOf(testFace(), photo);
const { middle, length } = axisOfAnchors(anchors);
const press = (key: string, shiftKey = false) => ({ key, shiftKey });
const changed = (after: readonly Point[] | null) =>
  after?.flatMap((point, index) => (point === anchors[index] ? [] : [index]));

describe('a grip', () => {
  it('that is a point moves it alone', () => {
    const after = draggedBy(anchors, 3, { x: 10, y: -4 }, photo);
    expect(changed(after)).toEqual([3]);
    expect(after[3]).toEqual({ x: (anchors[3]?.x ?? 0) + 10, y: (anchors[3]?.y ?? 0) - 4 });
  });

  it('of the whole moves all points alike', () => {
    const after = draggedBy(anchors, 'whole', { x: 10, y: -4 }, photo);
    after.forEach(({ x, y }, index) => {
      expect(x).toBeCloseTo((anchors[index]?.x ?? NaN) + 10);
      expect(y).toBeCloseTo((anchors[index]?.y ?? NaN) - 4);
    });
  });

  it('that turns stays under the pointer, and the middle where it is', () => {
    const by = { x: -60, y: 80 };
    const before = placeOfGrip(anchors, 'turn');
    const after = draggedBy(anchors, 'turn', by, photo);
    expect(placeOfGrip(after, 'turn').x).toBeCloseTo(before.x + by.x);
    expect(placeOfGrip(after, 'turn').y).toBeCloseTo(before.y + by.y);
    expect(axisOfAnchors(after).middle.x).toBeCloseTo(middle.x);
    expect(axisOfAnchors(after).middle.y).toBeCloseTo(middle.y);
  });
});

describe('arrow keys', () => {
  it('move a point by two pixels of the screen, with Shift five times as far', () => {
    expect(movedByKey(anchors, 0, press('ArrowRight'), photo, 0.5)?.[0]?.x).toBeCloseTo(
      (anchors[0]?.x ?? 0) + 4,
    );
    expect(movedByKey(anchors, 0, press('ArrowDown', true), photo, 0.5)?.[0]?.y).toBeCloseTo(
      (anchors[0]?.y ?? 0) + 20,
    );
    expect(movedByKey(anchors, 0, press('Tab'), photo, 1)).toBeNull();
  });

  it('turn and size the whole on its grip', () => {
    const turned = movedByKey(anchors, 'turn', press('ArrowRight'), photo, 1) ?? [];
    const { up, length: same } = axisOfAnchors(turned);
    expect(same).toBeCloseTo(length);
    const upright = axisOfAnchors(anchors).up;
    expect(Math.atan2(up.y, up.x) - Math.atan2(upright.y, upright.x)).toBeCloseTo(Math.PI / 180);
    const larger = movedByKey(anchors, 'turn', press('ArrowUp', true), photo, 1) ?? [];
    expect(axisOfAnchors(larger).length).toBeCloseTo(length * 1.05);
  });
});
