import { act } from '../../../src/main/data/journal/journal';
import { undo } from '../../../src/main/data/journal/undo';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../src/main/data/database';
import {
  findLesionMap,
  storeAnalysis,
  summarizeAnalyses,
  summarizeAnalysis,
  type FinishedAnalysis,
} from '../../../src/main/data/repositories/analyses';
import {
  addPending,
  countAttempt,
  listPending,
  removePending,
} from '../../../src/main/data/repositories/pending-analyses';
import {
  deleteRemoved,
  findPhoto,
  findPhotoByFingerprint,
  listPhotoIds,
  listPhotos,
  savePhotoRemoval,
} from '../../../src/main/data/repositories/photos';
import {
  insertReferenceLesions,
  listReferenceLesions,
} from '../../../src/main/data/repositories/reference-lesions';
import { readSettings, writeSettings } from '../../../src/main/data/repositories/settings';
import { readWindowBounds, writeWindowBounds } from '../../../src/main/data/repositories/window-bounds';
import { MaculeError } from '../../../src/shared/errors';
import { DEFAULT_SETTINGS } from '../../../src/shared/ipc/app';
import { lesionMapSchema } from '../../../src/shared/photo/photo';
import { addPhoto, countingIds, memoryDatabase, photoIdOf } from '../../helpers/memory-database';

const WHEN = '2025-03-02T08:00:00.000Z';
let database: OpenDatabase;
let newId: () => string;

beforeEach(() => {
  database = memoryDatabase();
  newId = countingIds();
});

const finished = (photoId: string, sha256: string, scores: readonly number[]): FinishedAnalysis => ({
  photoId,
  source: {
    model: { id: 'starter', sha256 },
    engine: { id: 'onnxruntime-cpu', device: 'a processor' },
    threshold: 0.4,
    appVersion: '0.1.0',
  },
  floor: 0.05,
  finishedAt: WHEN,
  ms: { decode: 10, infer: 20.5, total: 31 },
  lesions: scores.map((score) => ({
    type: 'pustule',
    score,
    typeScores: { comedone: 0.1, nodule: 0.2, papule: 0.3, pustule: 0.4 },
    box: { x: 0.25, y: 0.5, width: 0.01, height: 0.02 },
  })),
});

describe('photos', () => {
  it('lists the newest import first', () => {
    for (const number of [1, 2, 3]) addPhoto(database, number);
    expect(listPhotos(database).map(({ fileName }) => fileName)).toEqual([
      'photo-3.jpg',
      'photo-2.jpg',
      'photo-1.jpg',
    ]);
  });

  it('takes the same bytes once', () => {
    const photo = addPhoto(database, 1);
    expect(() => addPhoto(database, 1)).toThrow(MaculeError);
    expect(findPhotoByFingerprint(database, photo.fingerprint)).toMatchObject({
      ...photo,
      referenceCount: 0,
      confirmed: false,
    });
    expect(findPhotoByFingerprint(database, 'f'.repeat(64))).toBeNull();
  });

  it('removes softly, restores, and deletes for good with everything that hangs on the photo', () => {
    const [kept, gone] = [addPhoto(database, 1), addPhoto(database, 2)];
    storeAnalysis(database, finished(gone.id, 'a', [0.9]), newId);
    insertReferenceLesions(
      database,
      gone.id,
      [{ label: 'x', type: null, box: { x: 0, y: 0, width: 1, height: 1 } }],
      newId,
    );
    addPending(database, gone.id);
    const remove = (removedAt: string | null) =>
      act(database, { title: 'Remove', at: WHEN }, (edit) =>
        savePhotoRemoval(database, edit, gone.id, removedAt),
      );
    expect([remove(WHEN), remove(WHEN)]).toEqual([1, null]);
    expect(listPhotos(database).map(({ id }) => id)).toEqual([kept.id]);
    expect(findPhoto(database, gone.id)?.removedAt).not.toBeNull();
    expect(listPending(database)).toEqual([]);
    undo(database);
    expect(findPhoto(database, gone.id)?.removedAt).toBeNull();
    expect(listPhotos(database).map(({ id }) => id)).toEqual([gone.id, kept.id]);
    expect(listPending(database)).toEqual([{ photoId: gone.id, attempts: 0 }]);
    remove(WHEN);
    expect(deleteRemoved(database, WHEN)).toEqual([]);
    expect(deleteRemoved(database, `${WHEN}later`)).toEqual([gone.id]);
    expect(listPhotoIds(database)).toEqual(new Set([kept.id]));
    for (const table of ['analyses', 'lesions', 'reference_lesions', 'pending_analyses']) {
      expect(database.all(`SELECT * FROM ${table}`)).toEqual([]);
    }
  });
});

describe('analyses', () => {
  it('gives back every figure that was stored, surest lesion first', () => {
    const { id } = addPhoto(database, 1);
    const analysis = finished(id, 'a', [0.2, 0.95, 0.4]);
    storeAnalysis(database, analysis, newId);
    const map = lesionMapSchema.parse(findLesionMap(database, id));
    expect(map).toMatchObject({
      photoId: id,
      source: analysis.source,
      floor: 0.05,
      finishedAt: WHEN,
      ms: analysis.ms,
    });
    expect(map.lesions.map(({ score }) => score)).toEqual([0.95, 0.4, 0.2]);
    expect(map.lesions[0]).toMatchObject(analysis.lesions[1] ?? {});
    expect(new Set(map.lesions.map((lesion) => lesion.id)).size).toBe(3);
  });

  it('counts lesions at or above the threshold', () => {
    const { id } = addPhoto(database, 1);
    storeAnalysis(database, finished(id, 'a', [0.39, 0.4, 0.8]), newId);
    expect(summarizeAnalysis(database, id)).toEqual({
      photoId: id,
      modelSha256: 'a',
      finishedAt: WHEN,
      lesionCount: 2,
    });
  });

  it('keeps one analysis per weights and shows the newest', () => {
    const { id } = addPhoto(database, 1);
    storeAnalysis(database, finished(id, 'a', [0.9]), newId);
    storeAnalysis(database, finished(id, 'b', [0.9, 0.9]), newId);
    expect(findLesionMap(database, id)?.source.model.sha256).toBe('b');
    storeAnalysis(database, finished(id, 'a', []), newId);
    expect(findLesionMap(database, id)).toMatchObject({ source: { model: { sha256: 'a' } }, lesions: [] });
    expect(database.all('SELECT * FROM analyses')).toHaveLength(2);
    expect(database.all('SELECT * FROM lesions')).toHaveLength(2);
    expect([...summarizeAnalyses(database, [id]).values()].map(({ modelSha256 }) => modelSha256)).toEqual([
      'a',
    ]);
  });

  it('keeps one analysis per calibration of the same weights, told apart from then on', () => {
    const { id } = addPhoto(database, 1);
    const by = (identity: string | undefined, scores: readonly number[], threshold = 0.4) => {
      const analysis = finished(id, 'a', scores);
      const model = { ...analysis.source.model, ...(identity === undefined ? {} : { identity }) };
      storeAnalysis(database, { ...analysis, source: { ...analysis.source, model, threshold } }, newId);
    };
    const newest = () => findLesionMap(database, id);
    by(undefined, [0.9]);
    by('first', [0.9, 0.8]);
    // Of before calibrations were kept, with the same threshold: the same model.
    expect(database.all('SELECT * FROM analyses')).toHaveLength(1);
    by('second', [0.9, 0.8, 0.7]);
    expect(database.all('SELECT * FROM analyses')).toHaveLength(2);
    expect(newest()).toMatchObject({ source: { model: { sha256: 'a', identity: 'second' } } });
    by('first', [0.6]);
    expect(newest()).toMatchObject({ source: { model: { sha256: 'a', identity: 'first' } } });
    expect(newest()?.lesions).toHaveLength(1);
    expect(database.all('SELECT * FROM analyses')).toHaveLength(2);
    // No other model has looked, however it was calibrated.
    expect(findLesionMap(database, id, 'a')).toBeNull();
    expect(summarizeAnalysis(database, id)).toMatchObject({ modelSha256: 'a' });
    by(undefined, [0.5], 0.7);
    expect(database.all('SELECT * FROM analyses')).toHaveLength(3);
  });

  it('takes the place of an analysis that was kept by its weights alone, though it knew its calibration', () => {
    const { id } = addPhoto(database, 1);
    const analysis = finished(id, 'a', [0.9]);
    const source = { ...analysis.source, model: { ...analysis.source.model, identity: 'first' } };
    storeAnalysis(database, { ...analysis, source }, newId);
    database.run(`UPDATE analyses SET model_sha256 = 'a'`, {});
    expect(findLesionMap(database, id)?.source.model).toMatchObject({ sha256: 'a', identity: 'first' });
    storeAnalysis(database, { ...analysis, source }, newId);
    expect(database.all('SELECT * FROM analyses')).toHaveLength(1);
  });

  it('stores all of an analysis or nothing of it', () => {
    const { id } = addPhoto(database, 1);
    storeAnalysis(database, finished(id, 'a', [0.9]), newId);
    const sameId = () => photoIdOf(77);
    expect(() => storeAnalysis(database, finished(id, 'a', [0.1, 0.2]), sameId)).toThrow(MaculeError);
    expect(findLesionMap(database, id)?.lesions.map(({ score }) => score)).toEqual([0.9]);
  });

  it('knows no map for a photo without one', () => {
    expect(findLesionMap(database, addPhoto(database, 1).id)).toBeNull();
  });
});

describe('the rest', () => {
  it('keeps labels in their order, with words that name no type of ours', () => {
    const { id } = addPhoto(database, 1);
    const labels = [
      { label: 'acne', type: null, box: { x: 0.5, y: 0.5, width: 0.1, height: 0.1 } },
      { label: 'pustule', type: 'pustule', box: { x: 0.1, y: 0.2, width: 0.3, height: 0.4 } },
    ] as const;
    insertReferenceLesions(database, id, labels, newId);
    expect(listReferenceLesions(database, id)).toMatchObject(labels);
    expect(findPhoto(database, id)?.referenceCount).toBe(2);
  });

  it('remembers what waits, in order, with its attempts', () => {
    const ids = [1, 2, 3].map((number) => addPhoto(database, number).id);
    for (const id of ids) addPending(database, id);
    countAttempt(database, ids[1] ?? '');
    removePending(database, ids[0] ?? '');
    expect(listPending(database)).toEqual([
      { photoId: ids[1], attempts: 1 },
      { photoId: ids[2], attempts: 0 },
    ]);
    addPending(database, ids[1] ?? '');
    expect(listPending(database)[0]).toEqual({ photoId: ids[1], attempts: 0 });
  });

  it('remembers settings and the window', () => {
    expect(readSettings(database)).toEqual(DEFAULT_SETTINGS);
    const settings = {
      showDetections: false,
      showReference: true,
      minScore: 0.25,
      outline: 'box',
      engine: 'tfjs-wasm',
      appearance: 'light',
      galleryOrder: 'newest',
      pauseMinutes: 10,
      dateFormat: 'year-first',
      welcome: 'engine',
    } as const;
    writeSettings(database, DEFAULT_SETTINGS);
    writeSettings(database, settings);
    expect(readSettings(database)).toEqual(settings);
    database.run("UPDATE settings SET engine = 'of-another-version'");
    expect(readSettings(database).engine).toBeNull();
    expect(readWindowBounds(database)).toBeNull();
    const bounds = { x: -1200, y: 20, width: 1300, height: 800, maximized: true };
    writeWindowBounds(database, bounds);
    expect(readWindowBounds(database)).toEqual(bounds);
  });
});
