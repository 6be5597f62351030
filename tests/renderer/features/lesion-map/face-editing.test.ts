import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  createFaceEditing,
  type FaceEditing,
} from '../../../../src/renderer/features/lesion-map/regions/face-editing';
import { createMapStore } from '../../../../src/renderer/features/lesion-map/store/map-store';
import { anchorsOf } from '../../../../src/shared/face/region-anchors';
import { testFace } from '../../../../src/shared/face/test-face';
import type { RequestInput } from '../../../../src/shared/ipc/contract';
import { photoIdOf } from '../../../helpers/memory-database';

/** Longer than a move waits for more key presses, milliseconds. */
const PAUSE = 400;

const photo = { id: photoIdOf(1), width: 1000, height: 1000 };
const base = testFace();
/** All points so many pixels to the right. */
const moved = (by: number) => anchorsOf(base, photo).map(({ x, y }) => ({ x: x + by, y }));

let editing: FaceEditing;
/** What main was asked, in order: whether the points go back to what was found. */
let sent: ('placed' | 'reset')[];
beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  vi.stubGlobal('window', {
    macule: {
      request: (name: string, { landmarks }: RequestInput<'faces:correct'>) => {
        expect(name).toBe('faces:correct');
        sent.push(landmarks === null ? 'reset' : 'placed');
        return Promise.resolve({ ok: true, value: null });
      },
    },
  });
  editing = createFaceEditing({ map: createMapStore(), photo, base });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('a row of key presses is one move', () => {
  editing.placeSoon(moved(1));
  editing.placeSoon(moved(2));
  expect([sent, editing.isMoving()]).toEqual([[], true]);
  vi.advanceTimersByTime(PAUSE);
  expect([sent, editing.isMoving()]).toEqual([['placed'], false]);
});

it('a move that waits is sent at once where something else is to follow, and only once', () => {
  editing.placeSoon(moved(1));
  editing.flush();
  editing.flush();
  vi.advanceTimersByTime(PAUSE);
  expect(sent).toEqual(['placed']);
});

it('a move that waits does not undo what comes after it', () => {
  editing.placeSoon(moved(1));
  editing.reset();
  vi.advanceTimersByTime(PAUSE);
  expect(sent).toEqual(['reset']);
  editing.placeSoon(moved(1));
  editing.place(moved(3));
  vi.advanceTimersByTime(PAUSE);
  expect(sent).toEqual(['reset', 'placed']);
});
