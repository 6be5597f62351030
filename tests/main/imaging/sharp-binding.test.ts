import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type Sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { build } from 'vite';
import { nativeSharpIsUnsafe } from '../../../src/main/imaging/sharp-binding';
import { withFolder } from '../../helpers/pictures';

const require = createRequire(import.meta.url);
const run = promisify(execFile);
const repository = resolve(import.meta.dirname, '../../..');

/** Loads sharp in a process of its own, after the given lines, and tells what it is made of. */
async function sharpVersions(prelude: string): Promise<Readonly<Record<string, string>>> {
  return withFolder(async (folder) => {
    await build({
      logLevel: 'error',
      configFile: false,
      build: {
        ssr: join(repository, 'src/main/imaging/sharp-binding.ts'),
        outDir: folder,
        rolldownOptions: { output: { entryFileNames: 'binding.mjs' } },
      },
    });
    const script = `
      import { createRequire } from 'node:module';
      import { hideNativeSharp } from './binding.mjs';
      const require = createRequire(${JSON.stringify(join(repository, 'package.json'))});
      ${prelude}
      const sharp = require('sharp');
      const created = { width: 8, height: 8, channels: 3, background: 'red' };
      await sharp({ create: created }).jpeg().toBuffer();
      console.log(JSON.stringify(sharp.versions));`;
    await writeFile(join(folder, 'script.mjs'), script);
    const { stdout } = await run(process.execPath, [join(folder, 'script.mjs')]);
    return JSON.parse(stdout) as Record<string, string>;
  });
}

describe('the build of sharp', () => {
  test('is the WebAssembly one in Electron on Linux, and nowhere else', () => {
    expect(nativeSharpIsUnsafe('linux', '45.4.1')).toBe(true);
    expect(nativeSharpIsUnsafe('linux', undefined)).toBe(false);
    expect(nativeSharpIsUnsafe('darwin', '45.4.1')).toBe(false);
    expect(nativeSharpIsUnsafe('win32', '45.4.1')).toBe(false);
  });

  test('changes to WebAssembly once the native one is hidden', async () => {
    expect(await sharpVersions('')).not.toHaveProperty('emscripten');
    expect(await sharpVersions('hideNativeSharp(require, process.arch);')).toHaveProperty('emscripten');
  });

  test('comes from one release, native or not', () => {
    const { sharp: version } = (require('sharp') as typeof Sharp).versions;
    const { dependencies } = require(join(repository, 'package.json')) as {
      dependencies: Record<string, string>;
    };
    expect(dependencies['sharp']).toBe(version);
    expect(dependencies['@img/sharp-wasm32']).toBe(version);
  });
});
