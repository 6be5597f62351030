import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importBackbone } from '../../../src/main/engine/backbones/import-backbone';
import { backboneStates } from '../../../src/main/engine/backbones/stored-backbone';
import { Backbones } from '../../../src/main/services/backbones';
import { PUBLISHED_WEIGHTS, type BackboneId } from '../../../src/shared/backbones/catalogue';
import { writeBackboneFile } from '../../helpers/backbone-file';
import { serve, standInServer, type StandInServer } from '../../helpers/stand-in-server';
import { temporaryFolder } from '../../helpers/temporary-folder';

const ID = 'efficientnet-b3';
const folder = temporaryFolder();
const source = join(folder.path, 'source.h5');
let server: StandInServer;
let content: Buffer;
let requests = 0;
beforeAll(async () => {
  await writeBackboneFile(source, ID, 0.55);
  content = readFileSync(source);
  server = await standInServer((request, response) => {
    requests += 1;
    serve(content, request, response);
  });
});
afterAll(async () => {
  await server.close();
  await folder.remove();
});

/** The service over the engine's own functions, with the stand-in server for Keras's. */
function service(name: string) {
  const place = join(folder.path, name);
  const md5 = createHash('md5').update(content).digest('hex');
  const published = { ...PUBLISHED_WEIGHTS[ID], url: `${server.url}/b3.h5`, bytes: content.length, md5 };
  const backbones = new Backbones({
    folder: place,
    fetch,
    catalogue: { ...PUBLISHED_WEIGHTS, [ID]: published },
    engine: {
      backbones: () => backboneStates(place),
      importBackbone: (file: string, id?: BackboneId, signal?: AbortSignal) =>
        importBackbone(place, file, id, signal ? { signal } : {}),
    },
  });
  return { backbones, place };
}

it('lists without asking the network, fetches when asked, and keeps one file', async () => {
  const { backbones, place } = service('fetch');
  expect((await backbones.list()).map(({ here }) => here.state)).toEqual(['absent', 'absent', 'absent']);
  expect(requests).toBe(0);
  const seen: number[] = [];
  const imported = await backbones.fetch(ID, { onProgress: (done) => seen.push(done) });
  expect(imported.id).toBe(ID);
  expect(seen.at(-1)).toBe(content.length);
  expect(readdirSync(place)).toEqual([`${ID}.safetensors`]);
  const [, , b3] = await backbones.list();
  expect(b3).toMatchObject({ published: { title: 'EfficientNetB3' }, here: { state: 'ready' } });
});

it('goes on after a cancellation', async () => {
  const { backbones, place } = service('cancelled');
  const cancel = new AbortController();
  const first = backbones.fetch(ID, {
    signal: cancel.signal,
    onProgress: (done) => (done > 1e6 ? cancel.abort() : undefined),
  });
  await expect(first).rejects.toMatchObject({ failure: { kind: 'cancelled' } });
  expect(readdirSync(place)).toEqual([`${ID}.h5.part`]);
  expect((await backbones.list())[2]?.here.state).toBe('partial');
  await backbones.fetch(ID);
  expect(server.ranges.at(-1)).toMatch(/^bytes=\d{7,}-$/);
  expect((await backbones.list())[2]?.here.state).toBe('ready');
});

it('takes a file from disk', async () => {
  const { backbones } = service('disk');
  expect(await backbones.add(source)).toEqual({ id: ID, published: false });
  expect((await backbones.list())[2]?.here).toMatchObject({ state: 'ready', source: 'source.h5' });
});
