import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AppImageUpdater, NsisUpdater, type AppUpdater } from 'electron-updater';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UpdateClient } from '../../../src/main/updates/update-client';
import { standInServer, type StandInServer } from '../../helpers/stand-in-server';
import { temporaryFolder } from '../../helpers/temporary-folder';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const load = createRequire(import.meta.url);
const { ElectronHttpExecutor } = load('electron-updater/out/electronHttpExecutor') as {
  readonly ElectronHttpExecutor: new () => object;
};

/** electron-updater's own downloads, over Node's network instead of Electron's. */
class NodeHttpExecutor extends ElectronHttpExecutor {
  createRequest(options: RequestOptions, answer: (response: IncomingMessage) => void): ClientRequest {
    return request(options, answer);
  }
}

const GOOD = randomBytes(300_000);
const sha512 = (content: Buffer): string => createHash('sha512').update(content).digest('base64');

/** What the server does wrong. */
type Fault = 'none' | 'cut-off' | 'short' | 'other' | 'slow' | 'gone';

interface Release {
  readonly version?: string;
  readonly staging?: number;
  readonly fault?: Fault;
}

let server: StandInServer;
let headers: NodeJS.Dict<string | string[]>[] = [];
let work = '';
let number = 0;

beforeEach(() => {
  number += 1;
  work = join(folder.path, String(number));
  mkdirSync(join(work, 'data'), { recursive: true });
  headers = [];
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

async function publish({ version = '2.0.0', staging, fault = 'none' }: Release): Promise<void> {
  const feed = (name: string): string =>
    [
      `version: ${version}`,
      `files: [{ url: ${name}, sha512: ${sha512(GOOD)}, size: ${GOOD.length} }]`,
      `releaseNotes: "- Finds more."`,
      `releaseDate: '2026-01-01T00:00:00.000Z'`,
      ...(staging === undefined ? [] : [`stagingPercentage: ${staging}`]),
    ].join('\n');
  server = await standInServer((asked, response) => {
    headers.push(asked.headers);
    const path = new URL(asked.url ?? '', 'http://local').pathname;
    if (fault === 'gone') return void response.writeHead(503).end();
    if (path.endsWith('.yml')) return void response.end(feed(isWindows ? 'Macule.exe' : 'Macule.AppImage'));
    if (fault === 'other') return void response.end(randomBytes(GOOD.length));
    if (fault === 'short') return void response.end(GOOD.subarray(0, GOOD.length / 2));
    response.writeHead(200, { 'content-length': GOOD.length });
    if (fault === 'none') return void response.end(GOOD);
    response.write(GOOD.subarray(0, GOOD.length / 2), () => {
      if (fault === 'cut-off') response.destroy();
    });
  });
}

let isWindows = false;

/** The updater of an installed app, version 1.0.0, with Node's network instead of Electron's. */
function client(kind: 'AppImage' | 'NSIS' = 'AppImage'): { client: UpdateClient; updater: AppUpdater } {
  isWindows = kind === 'NSIS';
  const config = join(work, 'app-update.yml');
  writeFileSync(
    config,
    `provider: generic\nurl: ${server.url}\nupdaterCacheDirName: macule-updater\npublisherName: [The Macule authors]\n`,
  );
  const app = {
    ...{ version: '1.0.0', name: 'macule', isPackaged: true, appUpdateConfigPath: config },
    ...{ userDataPath: join(work, 'data'), baseCachePath: join(work, 'cache') },
    whenReady: async () => undefined,
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => undefined,
  };
  const old = join(work, 'Macule-1.0.0.AppImage');
  writeFileSync(old, 'old');
  vi.stubEnv('APPIMAGE', old);
  const updater = isWindows ? new NsisUpdater(null, app) : new AppImageUpdater(null, app);
  (updater as unknown as { httpExecutor: unknown }).httpExecutor = new NodeHttpExecutor();
  updater.disableDifferentialDownload = true;
  return { client: new UpdateClient(updater), updater };
}

/** What lies ready to be installed. */
function downloaded(): readonly Buffer[] {
  const cache = join(work, 'cache');
  if (!existsSync(cache)) return [];
  return readdirSync(cache, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(AppImage|exe)$/.test(name))
    .map((name) => readFileSync(join(cache, name)));
}

describe('an update', () => {
  it('is found with what is new, and downloaded only when that is asked for', async () => {
    await publish({});
    const { client: updates } = client();
    expect(await updates.look()).toEqual({ version: '2.0.0', notes: '- Finds more.' });
    expect(downloaded()).toEqual([]);
    const shares: number[] = [];
    await updates.download((share) => shares.push(share));
    expect(downloaded().map((content) => content.equals(GOOD))).toEqual([true]);
    expect(shares.every((share) => share > 0 && share <= 1)).toBe(true);
  });

  it('is none where the server has this version, or an older one', async () => {
    await publish({ version: '1.0.0' });
    expect(await client().client.look()).toBeNull();
    await server.close();
    await publish({ version: '0.9.0' });
    expect(await client().client.look()).toBeNull();
  });

  it('reaches computers in stages', async () => {
    await publish({ staging: 0 });
    expect(await client().client.look()).toBeNull();
    await server.close();
    await publish({ staging: 100 });
    expect(await client().client.look()).toMatchObject({ version: '2.0.0' });
  });

  it('tells the server nothing that tells this computer from others', async () => {
    await publish({});
    const { client: updates } = client();
    await updates.look();
    await updates.download(() => undefined);
    expect(headers.length).toBeGreaterThan(1);
    const own = readFileSync(join(work, 'data', '.updaterId'), 'utf8');
    expect(own.length).toBeGreaterThan(20);
    expect(JSON.stringify(headers)).not.toContain(own);
  });
});

describe('an update that is not as published', () => {
  it.each([
    ['cut-off', 'did not give what was asked for'],
    ['short', 'not the one that was published'],
    ['other', 'not the one that was published'],
  ] as const)('is thrown away: %s', async (fault, message) => {
    await publish({ fault });
    const { client: updates } = client();
    await updates.look();
    await expect(updates.download(() => undefined)).rejects.toMatchObject({
      failure: { kind: 'network', message: expect.stringContaining(message) },
    });
    expect(downloaded()).toEqual([]);
  });

  it('is thrown away where somebody else has signed it', async () => {
    await publish({});
    const { client: updates, updater } = client('NSIS');
    const asked: string[][] = [];
    (updater as NsisUpdater).verifyUpdateCodeSignature = async (publishers) => {
      asked.push(publishers);
      return 'signed by Somebody Else';
    };
    await updates.look();
    await expect(updates.download(() => undefined)).rejects.toMatchObject({
      failure: { message: expect.stringContaining('not signed by the makers') },
    });
    expect(asked).toEqual([['The Macule authors']]);
    expect(downloaded()).toEqual([]);
  });

  it('is kept where the makers have signed it', async () => {
    await publish({});
    const { client: updates, updater } = client('NSIS');
    (updater as NsisUpdater).verifyUpdateCodeSignature = async () => null;
    await updates.look();
    await updates.download(() => undefined);
    expect(downloaded()).toHaveLength(1);
  });
});

it('a download can be cancelled', async () => {
  await publish({ fault: 'slow' });
  const { client: updates } = client();
  await updates.look();
  const cancel = new AbortController();
  const download = updates.download(() => undefined, cancel.signal);
  await vi.waitFor(() => expect(headers.length).toBeGreaterThan(1));
  cancel.abort();
  await expect(download).rejects.toMatchObject({ failure: { kind: 'cancelled' } });
  expect(downloaded()).toEqual([]);
});

it('a server that does not answer is a failure with a way out', async () => {
  await publish({ fault: 'gone' });
  await expect(client().client.look()).rejects.toMatchObject({
    failure: { kind: 'network', retryable: true },
  });
});
