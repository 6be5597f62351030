import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { fetchBackbone } from '../../../src/main/backbones/fetch-backbone';
import { BACKBONE_IDS, PUBLISHED_WEIGHTS } from '../../../src/shared/backbones/catalogue';
import { MaculeError } from '../../../src/shared/errors';
import { serve, standInServer, type StandInServer } from '../../helpers/stand-in-server';
import { temporaryFolder } from '../../helpers/temporary-folder';

const CONTENT = Buffer.from('weights of a sort');
const ENTRY = {
  ...PUBLISHED_WEIGHTS.vgg19,
  bytes: CONTENT.length,
  md5: createHash('md5').update(CONTENT).digest('hex'),
};
const published = { ...PUBLISHED_WEIGHTS, vgg19: ENTRY };

let folder: ReturnType<typeof temporaryFolder>;
const folders: ReturnType<typeof temporaryFolder>[] = [];
let server: StandInServer;
let asked: string[] = [];
beforeAll(async () => {
  server = await standInServer((request, response) => {
    asked.push(request.url ?? '');
    serve(CONTENT, request, response);
  });
});
beforeEach(() => {
  asked = [];
  folder = temporaryFolder();
  folders.push(folder);
});
afterAll(async () => {
  await server.close();
  await Promise.all(folders.map((one) => one.remove()));
});

const from = (mirror: string) => fetchBackbone(folder.path, 'vgg19', { fetch, published, mirror });

it('takes the file from a mirror by its published name, and only once', async () => {
  const file = await from(`${server.url}/keras`);
  expect(file).toBe(join(folder.path, 'vgg19.h5'));
  expect(readFileSync(file)).toEqual(CONTENT);
  expect(await from(`${server.url}/keras/`)).toBe(file);
  expect(asked).toEqual([`/keras/${ENTRY.file}`]);
});

it('asks at the published address where no mirror is named', async () => {
  const urls: string[] = [];
  const refuse = (url: string) => {
    urls.push(url);
    return Promise.reject(new TypeError('no network in tests'));
  };
  await expect(fetchBackbone(folder.path, 'resnet50', { fetch: refuse })).rejects.toMatchObject({
    failure: { kind: 'network', message: 'The server storage.googleapis.com cannot be reached.' },
  });
  expect(urls).toEqual([PUBLISHED_WEIGHTS.resnet50.url]);
});

it('fetches again what is damaged', async () => {
  writeFileSync(join(folder.path, 'vgg19.h5'), 'weights of a worse');
  expect(readFileSync(await from(server.url))).toEqual(CONTENT);
  writeFileSync(join(folder.path, 'vgg19.h5'), 'weights of a SORT');
  expect(readFileSync(await from(server.url))).toEqual(CONTENT);
  expect(asked).toHaveLength(2);
});

it.each(['nowhere', 'ftp://mirror.example/'])('refuses the mirror %s', async (mirror) => {
  const thrown = await from(mirror).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(MaculeError);
  expect((thrown as MaculeError).failure.kind).toBe('invalid-input');
});

it('names a file, a checksum and a licence for every backbone', () => {
  for (const id of BACKBONE_IDS) {
    const { url, file, md5, bytes, parameters, licence } = PUBLISHED_WEIGHTS[id];
    expect(url).toMatch(/^https:\/\/storage\.googleapis\.com\//);
    expect(url.endsWith(`/${file}`)).toBe(true);
    expect(md5).toMatch(/^[0-9a-f]{32}$/);
    // Four bytes a number, and HDF5's own book-keeping.
    expect(bytes / (4 * parameters)).toBeGreaterThan(1);
    expect(bytes / (4 * parameters)).toBeLessThan(1.02);
    expect(licence).not.toBe('');
  }
});
