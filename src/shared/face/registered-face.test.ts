import { expect, it } from 'vitest';
import type { Face } from './face';
import { anchorsOf, faceThrough, movedAsWhole, REGION_ANCHORS, withAnchorAt } from './region-anchors';
import { registeredFace } from './registered-face';
import { testFace } from './test-face';

const photo = { width: 1000, height: 1000 };
const found = testFace();
const anchors = anchorsOf(found, photo);
const through = (points: typeof anchors): Face => faceThrough(found, points, photo) ?? found;
const movedWhole = (dx: number): Face =>
  through(movedAsWhole(anchors, { dx, dy: 0, turn: 0, scale: 1 }, photo));

it('is the one that there is', () => {
  expect(registeredFace(null, null, photo)).toEqual({ face: null, byHand: false });
  expect(registeredFace(found, null, photo)).toEqual({ face: found, byHand: false });
  expect(registeredFace(null, found, photo)).toEqual({ face: found, byHand: true });
});

it('is what was found while a clinician only puts borders right', () => {
  const hairline = REGION_ANCHORS.findIndex(({ name }) => name === 'Hairline');
  const { x, y } = anchors[hairline] ?? { x: 0, y: 0 };
  // Down to the brows.
  const corrected = through(withAnchorAt(anchors, hairline, { x, y: y + 150 }, photo));
  expect(corrected.landmarks[10]?.y).toBeGreaterThan((found.landmarks[10]?.y ?? 0) + 0.1);
  expect(registeredFace(found, corrected, photo)).toEqual({ face: found, byHand: false });
});

it('is the clinician’s where they say that the face lies elsewhere', () => {
  // The eyes are 411 pixels apart.
  expect(registeredFace(found, movedWhole(35), photo).byHand).toBe(false);
  expect(registeredFace(found, movedWhole(50), photo)).toEqual({ face: movedWhole(50), byHand: true });
});
