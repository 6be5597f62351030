import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readDetectorFolder, writeModelFolder } from '../../../../src/main/engine/io/model-folder';
import { checkModel } from '../../../../src/main/engine/jobs/check-model';
import { approveRetrainingRun, insertRetrainingRun } from '../../../../src/main/data/repositories/retraining';
import { ClinicModels } from '../../../../src/main/services/models/clinic-models';
import { ModelExchange } from '../../../../src/main/services/models/model-exchange';
import { SigningKey } from '../../../../src/main/vault/signing-key';
import { memoryDatabase, photoIdOf } from '../../../helpers/memory-database';
import { randomModel, TINY_SHAPE } from '../../../helpers/random-model';
import { temporaryFolder } from '../../../helpers/temporary-folder';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const CARD = '# Ours\n';

/** A library with its own key and models. */
function clinic(name: string, key: number) {
  const database = memoryDatabase();
  const place = join(folder.path, name);
  const models = new ClinicModels({
    ...{ database, folder: place, shippedFolder: join(folder.path, 'shipped') },
    openWith: () => undefined,
    check: async (model) => void (await checkModel(model)),
    now: () => new Date('2026-03-09T08:00:00Z'),
    onChange: () => undefined,
  });
  let ids = 0;
  const exchange = new ModelExchange({
    ...{ database, models, key: new SigningKey(new Uint8Array(32).fill(key)), appVersion: '0.1.0' },
    now: () => new Date('2026-03-09T08:00:00Z'),
    newId: () => photoIdOf((ids += 1)),
  });
  return { database, models, exchange, place };
}

/** A model that a clinic has taught its own patients and approved. */
async function taught(own: ReturnType<typeof clinic>, shape = TINY_SHAPE): Promise<string> {
  const { description, weights } = randomModel(2, shape);
  const run = join(folder.path, `run-${Math.random()}`);
  const training = { datasets: [{ name: 'Anna Muster', photos: 12 }] };
  await writeModelFolder(run, { ...description, shape: TINY_SHAPE, training }, weights);
  const id = await own.models.adopt(run, 'Autumn', () => Promise.resolve(CARD));
  const patient = photoIdOf(77);
  insertRetrainingRun(own.database, { runId: 'run', parentId: 'starter', parentSha256: 'b'.repeat(64) }, [
    { photoId: photoIdOf(78), patientId: patient, part: 'train' },
  ]);
  const approval = {
    runId: 'run',
    modelId: id,
    approvedAt: '2026-03-01T00:00:00Z',
    approvedBy: 'Dr. Keeper',
  };
  approveRetrainingRun(own.database, approval);
  return id;
}

async function exported(own: ReturnType<typeof clinic>, id: string): Promise<string> {
  const file = join(folder.path, 'autumn.macule-model');
  await writeFile(file, await own.exchange.pack(id));
  return file;
}

it('takes a model from one library to another: the signer is shown, accepted once, and remembered', async () => {
  const [here, there] = [clinic('here', 1), clinic('there', 2)];
  const id = await taught(here);
  const file = await exported(here, id);

  const offer = await there.exchange.look(file);
  expect(offer).toMatchObject({
    ...{ title: 'Autumn', fingerprint: here.exchange.fingerprint, accepted: false, card: CARD },
    ...{ isOwn: false, isHere: false, fileName: 'autumn.macule-model' },
  });
  await expect(there.exchange.import(offer.offerId, false, null)).rejects.toThrow('Nobody has accepted');
  expect(await there.models.list()).toEqual([]);
  const imported = await there.exchange.import(offer.offerId, true, 'Dr. Other');
  expect(await there.models.list()).toMatchObject([{ id: imported, title: 'Autumn', inUse: false }]);

  // The same weights, the same card, and where they come from.
  const [before, after] = await Promise.all(
    [join(here.place, id), join(there.place, imported)].map(readDetectorFolder),
  );
  expect(after?.weights).toEqual(before?.weights);
  expect(await there.models.card(imported)).toBe(CARD);
  const provenance = await readFile(join(there.place, imported, 'provenance.json'), 'utf8');
  expect(JSON.parse(provenance)).toMatchObject({
    parent: { id: 'starter' },
    parts: { train: { photos: 1, patients: 1 } },
    ...{ approvedBy: 'Dr. Keeper', signers: [{ fingerprint: here.exchange.fingerprint }] },
  });

  // Known from now on; what is here already is told; an offer holds once.
  expect(await there.exchange.look(file)).toMatchObject({ accepted: true, isHere: true });
  await expect(there.exchange.import(offer.offerId, true, null)).rejects.toThrow('no longer knows');
  expect(await here.exchange.look(file)).toMatchObject({ isOwn: true });
  // Passed on, it names both.
  await writeFile(file, await there.exchange.pack(imported));
  const third = clinic('third', 3);
  const again = await third.exchange.import((await third.exchange.look(file)).offerId, true, null);
  const chain = JSON.parse(await readFile(join(third.place, again, 'provenance.json'), 'utf8')) as {
    signers: { fingerprint: string }[];
  };
  expect(chain.signers.map(({ fingerprint }) => fingerprint)).toEqual([
    here.exchange.fingerprint,
    there.exchange.fingerprint,
  ]);
});

it('holds no name of a patient, a photo or a folder', async () => {
  const here = clinic('here', 1);
  const content = Buffer.from(await here.exchange.pack(await taught(here)));
  for (const name of ['Anna', 'Muster', photoIdOf(77), photoIdOf(78), folder.path])
    expect(content.includes(name)).toBe(false);
  expect(content.includes('"photos": 12')).toBe(true);
});

it('keeps nothing of a model whose weights do not fit what it says of itself', async () => {
  const [here, there] = [clinic('here', 1), clinic('there', 2)];
  // Signed as it is: only the network itself shows that it does not fit.
  const id = await taught(here, { ...TINY_SHAPE, merged: 16 });
  const offer = await there.exchange.look(await exported(here, id));
  await expect(there.exchange.import(offer.offerId, true, null)).rejects.toThrow('do not fit');
  expect(await readdir(there.place)).toEqual([]);
  // Its signer is not believed for that.
  expect(await there.exchange.look(await exported(here, id))).toMatchObject({ accepted: false });
});

it('says what is wrong with a file that is missing or none', async () => {
  const { exchange } = clinic('here', 1);
  await expect(exchange.look(join(folder.path, 'gone.macule-model'))).rejects.toThrow('cannot be read');
  const file = join(folder.path, 'letter.macule-model');
  await writeFile(file, 'Dear colleague');
  await expect(exchange.look(file)).rejects.toThrow('no model file');
});
