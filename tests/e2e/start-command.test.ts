import { execFile } from 'node:child_process';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { environment } from './harness/environment';
import { startMacule } from './harness/macule-app';
import { savePhantom } from './harness/phantom-files';
import { createWorkFolder } from './harness/work-folder';

const run = promisify(execFile);
const repository = resolve(import.meta.dirname, '../..');

test('npm start -- photo --capture saves what the window shows, and leaves', async () => {
  const folder = await createWorkFolder();
  try {
    await savePhantom(folder.pictures, 'face.jpg', { width: 1200, height: 1000, seed: 51 });
    const { stderr } = await run(
      process.execPath,
      [join(repository, 'scripts/start.mjs'), 'face.jpg', '--capture', 'out.png'],
      { env: { ...process.env, INIT_CWD: folder.pictures, MACULE_DATA: join(folder.data, 'own') } },
    );
    // Nothing was left to be set up.
    expect(stderr).not.toMatch(/installing|building …|fetching|compiling/);
    const capture = join(folder.pictures, 'out.png');
    const { width, height } = await sharp(capture).metadata();
    expect([width, height].every((side) => side > 500)).toBe(true);
    const { channels } = await sharp(capture).stats();
    expect(channels.every(({ stdev }) => stdev > 5)).toBe(true);
    await sharp(capture).toFile(join(environment.artifacts, 'capture.png'));
    expect((await stat(capture)).size).toBeGreaterThan(20_000);
  } finally {
    await folder.remove();
  }
});

test('npm start -- --demo opens rendered patients, and leaves nothing of them behind', async () => {
  const folder = await createWorkFolder();
  try {
    const temporary = join(folder.pictures, 'temporary');
    await mkdir(temporary);
    await run(process.execPath, [join(repository, 'scripts/start.mjs'), '--demo', '--capture', 'demo.png'], {
      env: { ...process.env, INIT_CWD: folder.pictures, TMPDIR: temporary },
    });
    expect((await sharp(join(folder.pictures, 'demo.png')).metadata()).width).toBeGreaterThan(500);
    expect((await readdir(temporary)).filter((name) => name.startsWith('macule-demo'))).toEqual([]);

    const { electron, close } = await startMacule(folder.data, ['--demo']);
    try {
      expect(
        await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle()),
      ).toContain('Demo');
    } finally {
      await close();
    }
  } finally {
    await folder.remove();
  }
});
