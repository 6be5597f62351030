import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WHILE_LOCKED } from '../../src/shared/access/request-access';
import { requests } from '../../src/shared/ipc/contract';
import { dropFiles } from './harness/drop-files';
import { environment } from './harness/environment';
import { lesionMapSettled, refusedOf, startMacule, type MaculeApp } from './harness/macule-app';
import { savePhantom } from './harness/phantom-files';
import { listPhotos } from './harness/requests';
import { createWorkFolder, type WorkFolder } from './harness/work-folder';

let folder: WorkFolder;
let app: MaculeApp;
let photoId = '';

beforeAll(async () => {
  folder = await createWorkFolder();
  app = await startMacule(folder.data);
  const { path } = await savePhantom(folder.pictures, 'face.jpg', { width: 640, height: 480, seed: 41 });
  await dropFiles(app.page, [path]);
  await lesionMapSettled(app.page);
  photoId = (await listPhotos(app.page))[0]?.id ?? '';
});

afterAll(async () => {
  // Refusals are what these tests ask for.
  refusedOf(app.electron).length = 0;
  await app.close();
  await folder.remove();
});

/** What a fetch from the page comes to: a status, or the refusal of the network layer. */
const fetchFromPage = (url: string): Promise<number | 'refused'> =>
  app.page.evaluate(
    (address) =>
      fetch(address).then(
        (response) => response.status,
        () => 'refused' as const,
      ),
    url,
  );

describe('the page', () => {
  test('has nothing of Node', async () => {
    const found = await app.page.evaluate(() =>
      [
        'process',
        'require',
        'module',
        'exports',
        'global',
        'Buffer',
        '__dirname',
        'setImmediate',
        'ipcRenderer',
      ].filter((name) => name in window),
    );
    expect(found).toEqual([]);
  });

  test('has three functions of the preload, which it cannot change', async () => {
    const api = await app.page.evaluate(() => {
      try {
        (window.macule as unknown as Record<string, unknown>)['request'] = null;
      } catch {
        // Refusing loudly is as good.
      }
      return { names: Object.keys(window.macule).sort(), request: typeof window.macule.request };
    });
    expect(api).toEqual({ names: ['importDropped', 'on', 'request'], request: 'function' });
  });

  test('cannot name a path, nor a request outside the contract', async () => {
    const outcome = await app.page.evaluate(async () => {
      const api = window.macule as unknown as {
        readonly request: (name: string, input: unknown) => Promise<{ readonly ok: boolean }>;
      };
      const attempt = (name: string, input: unknown) =>
        api.request(name, input).then(
          ({ ok }) => (ok ? 'answered' : 'failed'),
          () => 'rejected',
        );
      return {
        path: await attempt('photos:import-files', { paths: ['/etc/passwd'] }),
        unknown: await attempt('constructor', {}),
        malformed: await attempt('photos:detail', { photoId: '../../etc/passwd' }),
        made: await window.macule.importDropped([new File(['x'], '/etc/passwd')]),
      };
    });
    expect(outcome).toMatchObject({ path: 'rejected', unknown: 'rejected', malformed: 'failed' });
    expect(outcome.made).toMatchObject({ ok: true, value: { imported: [] } });
  });

  test('is isolated and sandboxed, by its preferences and by the kernel', async () => {
    const { preferences, pid } = await app.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // Electron's types leave this function out; it tells what is in force, not what was asked for.
      const all = (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
      return { preferences: all, pid: contents?.getOSProcessId() ?? 0 };
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
    });
    for (const name of ['nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'webviewTag']) {
      expect(preferences[name] ?? false, name).toBe(false);
    }
    if (process.platform !== 'linux') return;
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    // 2 = a filter of system calls; without name spaces on this machine there is none, and the run says so.
    expect(/^Seccomp:\s+(\d)/m.exec(status)?.[1]).toBe(environment.sandboxed ? '2' : '0');
  });

  test('runs no script but its own, and no eval', async () => {
    const outcome = await app.page.evaluate(async () => {
      const awaited = new Set(['connect-src', 'frame-src', 'img-src', 'script-src-elem']);
      const allRefused = new Promise<void>((done) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          awaited.delete(effectiveDirective);
          if (awaited.size === 0) done();
        });
      });
      const inline = document.createElement('script');
      inline.textContent = 'window.ranInline = true';
      document.body.append(inline);
      const image = new Image();
      image.src = 'https://example.com/pixel.png';
      document.body.append(image);
      const frame = document.createElement('iframe');
      frame.src = 'https://example.com/';
      document.body.append(frame);
      const evaluate = (): string => {
        try {
          // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- has to be refused
          return String(new Function('return 1')());
        } catch {
          return 'refused';
        }
      };
      // In a task of its own, because the debugger that runs these lines may do what a page may not.
      const evaluated = await new Promise<string>((done) => setTimeout(() => done(evaluate()), 0));
      await fetch('https://example.com/').catch(() => null);
      await allRefused;
      for (const element of [inline, image, frame]) element.remove();
      return { evaluated, ranInline: 'ranInline' in window };
    });
    expect(outcome).toEqual({ evaluated: 'refused', ranInline: false });
  });
});

describe('addresses', () => {
  test('of a photo lead to its picture', async () => {
    expect(await fetchFromPage(`photo://${photoId}/thumbnail`)).toBe(200);
  });

  test.each([
    ['traversal', (id: string) => `photo://${id}/../../macule.db`],
    ['encoded traversal', (id: string) => `photo://${id}/..%2f..%2fmacule.db`],
    ['doubly encoded traversal', (id: string) => `photo://${id}/%252e%252e/macule.db`],
    ['backslashes', (id: string) => `photo://${id}/..\\..\\macule.db`],
    ['an unknown rendition', (id: string) => `photo://${id}/original`],
    ['a query', (id: string) => `photo://${id}/full?x=1`],
    ['no photo', () => 'photo://00000000-0000-4000-8000-000000000000/full'],
    ['a foreign host', () => 'photo://example.com/full'],
    ['a file', () => 'photo:///etc/passwd'],
  ])('with %s lead nowhere', async (_, address) => {
    expect(await fetchFromPage(address(photoId))).not.toBe(200);
  });

  test.each([
    'file:///etc/passwd',
    'http://127.0.0.1:9/',
    'https://example.com/',
    'app://other/index.html',
    'app://macule/..%2f..%2fpackage.json',
    'app://macule/%2e%2e/main/index.js',
    'devtools://devtools/bundled/inspector.html',
  ])('%s cannot be read', async (address) => {
    expect(await fetchFromPage(address)).not.toBe(200);
  });
});

describe('the window', () => {
  test('stays on the app’s page', async () => {
    const before = app.page.url();
    for (const address of ['https://example.com/', 'file:///etc/passwd', 'data:text/html,x']) {
      await app.page.evaluate((target) => {
        location.href = target;
      }, address);
    }
    // A request that is answered shows that the page, with its listeners, is still the same.
    expect((await listPhotos(app.page)).length).toBe(1);
    expect(app.page.url()).toBe(before);
  });

  test('opens no other', async () => {
    const opened = await app.page.evaluate(() =>
      ['https://example.com/', 'about:blank', location.href].map((address) => window.open(address) !== null),
    );
    expect(opened).toEqual([false, false, false]);
    expect(app.electron.windows()).toHaveLength(1);
  });

  test('is given no permission', async () => {
    const states = await app.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'];
      const query = (name: string) => navigator.permissions.query({ name: name as PermissionName });
      return Promise.all(names.map(async (name) => `${name}: ${(await query(name)).state}`));
    });
    expect(states.filter((state) => !state.endsWith(': denied'))).toEqual([]);
  });
});

describe('requests', () => {
  /** What no request takes: its input is an object. */
  const NO_OBJECTS = [null, 5, -1e308, true, 'x', '\u0000', 'x'.repeat(100_000), [], [[[[]]]], [{}]];
  /** What no field takes. */
  const NO_FIELDS: readonly unknown[] = [{}, [], { toString: 1 }, [null], { constructor: { prototype: 1 } }];
  /** The preload keeps it from pages. */
  const WITHHELD = 'photos:import-files';
  /** The page that unlocks asks these; without a passphrase nobody answers. */
  const notAsked = new Set<string>([WITHHELD, ...WHILE_LOCKED]);

  test('that are malformed are refused in a sentence, whichever it is, and nothing else happens', async () => {
    const hostile = Object.entries(requests).flatMap(([name, { input }]) => {
      const shape = Object.keys('shape' in input ? input.shape : {});
      const fields = shape.flatMap((field) => NO_FIELDS.map((value) => ({ [field]: value })));
      // Where even that is sound, as a list that may be empty, it is no attack.
      const malformed = fields.filter((value) => !input.safeParse(value).success);
      return notAsked.has(name) ? [] : [...NO_OBJECTS, ...malformed].map((value) => [name, value] as const);
    });
    expect(hostile.length).toBeGreaterThan(1_000);
    const answers = await app.page.evaluate(async (all) => {
      const kinds: Record<string, string> = {};
      for (const [name, value] of all) {
        const result = await window.macule.request(name as 'photos:page', value as never);
        const kind = result.ok ? 'answered' : result.failure.kind;
        if (kind !== 'invalid-input') kinds[`${name} ${JSON.stringify(value).slice(0, 60)}`] = kind;
      }
      return kinds;
    }, hostile);
    expect(answers).toEqual({});
    expect((await listPhotos(app.page)).length).toBe(1);
  });

  test('that do not exist are refused by the preload', async () => {
    for (const name of ['nothing', '__proto__', 'constructor', WITHHELD])
      await expect(
        app.page.evaluate((asked) => window.macule.request(asked as 'photos:page', {} as never), name),
      ).rejects.toThrow('There is no request');
  });
});
