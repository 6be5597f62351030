import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../src/main/data/database';
import { openPhotoStore } from '../../../src/main/data/photo-store';
import { answer, type RequestHandler } from '../../../src/main/ipc/answer';
import { handleRecord } from '../../../src/main/ipc/record';
import { removePhoto } from '../../../src/main/services/remove-photo';
import { requests, type RequestInput, type RequestName } from '../../../src/shared/ipc/contract';
import { newFileKeys } from '../../helpers/library-keys';
import { addPhoto, memoryDatabase } from '../../helpers/memory-database';
import { withFolder } from '../../helpers/pictures';

let database: OpenDatabase;
/** Photos that are said to be in the gallery again. */
let back: string[];
let handlers: Map<RequestName, RequestHandler<RequestName>>;
beforeEach(async () => {
  database = memoryDatabase();
  handlers = new Map();
  back = [];
  handleRecord({
    ...{ database, newId: () => randomUUID(), now: () => new Date(), courseOf: () => null },
    handle: (name, handler) => void handlers.set(name, handler as RequestHandler<RequestName>),
    send: () => undefined,
    onPhotoBack: (photoId) => void back.push(photoId),
    store: await withFolder((folder) => openPhotoStore(folder, newFileKeys())),
  });
  return () => database.close();
});

/** Asks as a window does. */
async function ask<N extends RequestName>(name: N, input: RequestInput<N>) {
  const handler = handlers.get(name) as RequestHandler<N> | undefined;
  if (!handler) throw new Error(`Nobody answers ${name}.`);
  return answer(name, requests[name], handler, input, () => undefined);
}

/** Enters a patient and removes it. @returns the removal's number. */
async function enterAndRemove(name: string): Promise<number> {
  const saved = await ask('patients:save', {
    patientId: null,
    details: { name, birthDate: null, localNumber: null, skinType: null, notes: '' },
  });
  if (!saved.ok) throw new Error(saved.failure.message);
  await ask('patients:remove', { patientId: saved.value.id });
  const newest = await ask('history:newest', {});
  return newest.ok ? (newest.value ?? 0) : 0;
}

const removed = async (): Promise<readonly string[]> => {
  const result = await ask('patients:removed', {});
  return result.ok ? result.value.map(({ name }) => name).sort() : [];
};

it('takes back the action that is asked for, or none', async () => {
  expect(await ask('history:newest', {})).toEqual({ ok: true, value: null });
  const ada = await enterAndRemove('Ada');
  const bob = await enterAndRemove('Bob');
  expect(await ask('history:undo', { action: ada })).toMatchObject({
    ...{ ok: false, failure: { kind: 'invalid-input', message: 'Something else was done since.' } },
  });
  expect(await removed()).toEqual(['Ada', 'Bob']);

  expect(await ask('history:undo', { action: bob })).toMatchObject({
    ok: true,
    value: { title: 'Remove Bob' },
  });
  expect(await removed()).toEqual(['Ada']);
  // Pressed once more, or after Ctrl+Z, it leaves the action before alone.
  expect(await ask('history:undo', { action: bob })).toMatchObject({
    ...{ ok: false, failure: { message: 'It is taken back already.' } },
  });
  expect(await removed()).toEqual(['Ada']);
  expect(await ask('history:undo', {})).toMatchObject({ ok: true, value: { title: 'Add Bob' } });
});

it('has a photo seen to that undoing brings back, but not one that doing again removes', async () => {
  const { id } = addPhoto(database, 1);
  removePhoto(database, id, new Date());
  await ask('history:undo', {});
  expect(back).toEqual([id]);
  await ask('history:redo', {});
  expect(back).toEqual([id]);
});
