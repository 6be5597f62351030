import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createEditing, type Editing } from '../../../../src/renderer/features/lesion-map/editing/editing';
import { createMapStore, type MapStore } from '../../../../src/renderer/features/lesion-map/store/map-store';
import { lesionMarks, type LesionMapMark } from '../../../../src/renderer/features/lesion-map/store/mark';
import type { RequestInput } from '../../../../src/shared/ipc/contract';
import type { LesionMark } from '../../../../src/shared/lesion-marks/lesion-mark';
import type { MappedLesion } from '../../../../src/shared/photo/photo';
import { photoIdOf } from '../../../helpers/memory-database';
import { sureScores } from '../../../helpers/sure-scores';

/** Longer than a move waits for more key presses, milliseconds. */
const PAUSE = 400;

const photo = { id: photoIdOf(1), width: 200, height: 100 };
const model = { modelSha256: 'a' };
const found = (id: string, x: number): MappedLesion => ({
  ...{ id, type: 'papule', score: 0.75, typeScores: sureScores('papule') },
  box: { x, y: 0.5, width: 0.125, height: 0.25 },
});
const added: LesionMark = {
  ...{ id: photoIdOf(9), type: 'papule', region: null, verdict: 'added', detected: null },
  box: { x: 0.75, y: 0.5, width: 0.125, height: 0.25 },
};
const [first, second, own] = lesionMarks([found('d', 0.25), found('e', 0.5)], [added], photo) as [
  LesionMapMark,
  LesionMapMark,
  LesionMapMark,
];
/** Two photo pixels to the right. */
const nudged = ({ box }: LesionMapMark) => ({ ...box, x: box.x + 2 });
/** Where a nudged lesion is, fraction of the photo's width. */
const nudgedX = ({ box }: LesionMapMark): number => (box.x + 2) / photo.width;

let map: MapStore;
let editing: Editing;
let changes: RequestInput<'marks:change'>[];
let refuse: boolean;
beforeEach(() => {
  vi.useFakeTimers();
  changes = [];
  refuse = false;
  vi.stubGlobal('window', {
    macule: {
      request: (name: string, input: RequestInput<'marks:change'>) => {
        expect(name).toBe('marks:change');
        changes.push(input);
        const failure = { kind: 'internal', message: 'No.', retryable: false };
        return Promise.resolve(refuse ? { ok: false, failure } : { ok: true, value: null });
      },
    },
  });
  map = createMapStore();
  editing = createEditing({ map, photo, model });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** What is written of lesions once nothing waits any more, in the order it was sent. */
async function written(): Promise<readonly LesionMark[]> {
  await vi.advanceTimersByTimeAsync(PAUSE);
  return changes.flatMap(({ marks }) => marks);
}

it('moves a lesion once, after the last of a row of key presses', async () => {
  editing.moveSoon(first, first.box);
  await vi.advanceTimersByTimeAsync(PAUSE / 2);
  editing.moveSoon(first, nudged(first));
  await vi.advanceTimersByTimeAsync(PAUSE / 2);
  expect(changes).toEqual([]);
  expect(await written()).toMatchObject([{ verdict: 'changed', box: { x: nudgedX(first) } }]);
});

it('accepts, retypes and places a lesion where it was just moved, as one mark', async () => {
  for (const next of [
    () => editing.accept([first]),
    () => editing.retype([first], 'papule'),
    () => editing.setRegion(first, 'chin'),
  ]) {
    changes = [];
    editing = createEditing({ map, photo, model });
    editing.moveSoon(first, nudged(first));
    next();
    const marks = await written();
    expect(new Set(marks.map(({ id }) => id)).size).toBe(1);
    expect(marks.at(-1)).toMatchObject({ verdict: 'changed', box: { x: nudgedX(first) } });
  }
});

it('keeps what a later word does not speak of, although the page has not heard of it from main', async () => {
  editing.moveSoon(first, nudged(first));
  editing.retype([first], 'pustule');
  editing.setRegion(first, 'chin');
  editing.accept([first]);
  const marks = await written();
  expect(new Set(marks.map(({ id }) => id)).size).toBe(1);
  expect(marks.at(-1)).toMatchObject({
    ...{ type: 'pustule', region: 'chin', verdict: 'changed', box: { x: nudgedX(first) } },
  });
});

it('rejects a lesion that was just moved, and deletes one’s own for good', async () => {
  editing.moveSoon(first, nudged(first));
  editing.reject([first]);
  const marks = await written();
  expect(new Set(marks.map(({ id }) => id)).size).toBe(1);
  expect(marks.at(-1)?.verdict).toBe('rejected');

  changes = [];
  editing.moveSoon(own, nudged(own));
  editing.reject([own]);
  editing.retype([own], 'nodule');
  await written();
  expect(changes.at(-1)).toMatchObject({ action: 'reject', marks: [], removedIds: [added.id] });
});

it('moves two lesions, one right after the other', async () => {
  editing.moveSoon(first, nudged(first));
  editing.moveSoon(second, nudged(second));
  expect(await written()).toMatchObject([
    { detected: { box: { x: 0.25 } }, box: { x: nudgedX(first) } },
    { detected: { box: { x: 0.5 } }, box: { x: nudgedX(second) } },
  ]);
});

it('sends a move at once where something else comes after it', async () => {
  editing.moveSoon(first, nudged(first));
  editing.flush();
  expect(changes).toMatchObject([{ action: 'move', marks: [{ box: { x: nudgedX(first) } }] }]);
  await written();
  expect(changes).toHaveLength(1);
});

it('goes by what the page shows again once main has told it, and after a change that main refused', async () => {
  editing.accept([first]);
  editing.arrived();
  // Main has not answered yet.
  editing.accept([first]);
  expect(changes).toHaveLength(1);
  await written();
  editing.arrived();
  editing.accept([first]);
  expect(changes).toHaveLength(2);

  refuse = true;
  editing.accept([second]);
  await written();
  editing.accept([second]);
  expect(changes).toHaveLength(4);
});

it('shows a moved lesion where it is going until it has arrived', async () => {
  editing.moveSoon(first, nudged(first));
  editing.arrived();
  expect(map.getState().moving).toEqual({ id: 'd', box: nudged(first) });
  await written();
  editing.arrived();
  expect(map.getState().moving).toBeNull();
});
