import { ESLint } from 'eslint';
import { join, resolve } from 'node:path';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';

const repository = resolve(import.meta.dirname, '..');

/** The project's own configuration, fences only: rules that need types are left out to keep this quick. */
const eslint = new ESLint({
  cwd: repository,
  overrideConfig: [tseslint.configs.disableTypeChecked],
  ruleFilter: ({ ruleId }) =>
    ruleId.startsWith('macule/') || ruleId === 'no-restricted-exports' || ruleId === 'max-lines',
});

/** @returns what the fences say about `code` standing in `file` */
async function objections(file: string, code: string): Promise<readonly string[]> {
  const results = await eslint.lintText(code, { filePath: join(repository, file) });
  return results.flatMap(({ messages }) => messages.map(({ message }) => message));
}

const DOORS = [
  ['electron', 'src/main/app/window.ts', 'src/main/services/import-photos.ts'],
  ['electron', 'src/main/index.ts', 'src/renderer/main.tsx'],
  ['electron', 'src/main/ipc/handle.ts', 'src/main/engine/index.ts'],
  ['electron', 'src/main/preload/index.ts', 'src/main/data/database.ts'],
  ['electron', 'src/main/engine-client/spawn.ts', 'src/main/cli/index.ts'],
  ['electron/main', 'src/main/app/window.ts', 'src/main/imaging/decode.ts'],
  ['sharp', 'src/main/imaging/decode.ts', 'src/main/services/import-photos.ts'],
  ['heic-decode', 'src/main/imaging/decode-heic.ts', 'src/main/engine/io/load-image.ts'],
  ['better-sqlite3', 'src/main/data/database.ts', 'src/main/services/import-photos.ts'],
  ['onnxruntime-node', 'src/main/engine/runtime/session.ts', 'src/main/engine/jobs/infer.ts'],
  ['@tensorflow/tfjs-core', 'src/main/engine/ml/models/backbone.ts', 'src/main/services/analyse.ts'],
  ['@tensorflow/tfjs-core', 'src/main/engine/compiler/record.ts', 'src/main/cli/train.ts'],
  ['h5wasm/node', 'src/main/engine/io/keras/hdf5-file.ts', 'src/main/backbones/fetch-backbone.ts'],
  ['react', 'src/renderer/main.tsx', 'src/main/app/window.ts'],
  ['zustand', 'src/renderer/features/gallery/store.ts', 'src/main/index.ts'],
  ['commander', 'src/main/cli/index.ts', 'src/main/engine/index.ts'],
  ['d3-scale', 'src/main/experiment/charts/line-chart.ts', 'src/renderer/main.tsx'],
  ['fast-check', 'tests/main/imaging.ts', 'src/shared/errors.ts'],
  ['node:fs', 'src/main/data/database.ts', 'src/shared/errors.ts'],
  ['node:fs', 'src/main/engine/io/load-image.ts', 'src/main/engine/ml/random.ts'],
  ['fs/promises', 'src/main/imaging/decode.ts', 'src/main/engine/compiler/record.ts'],
  ['path', 'src/main/app/window.ts', 'src/renderer/features/gallery/gallery.tsx'],
  ['react', 'src/renderer/ui/button.tsx', 'src/shared/clinical/lesion.ts'],
] as const;

describe.each(DOORS)('%s', (source, allowed, forbidden) => {
  test(`may be imported in ${allowed}`, async () => {
    expect(await objections(allowed, `import * as x from '${source}';\nx;\n`)).toEqual([]);
  });

  test(`may not be named in ${forbidden}`, async () => {
    const ways = [
      `import x from '${source}';`,
      `import type { X } from '${source}';`,
      `export { x } from '${source}';`,
      `export * from '${source}';`,
      `const x = await import('${source}');`,
      `const x = require('${source}');`,
      `const x = require.resolve('${source}');`,
      `let x: import('${source}').X;`,
    ];
    for (const way of ways) {
      const said = await objections(forbidden, `${way}\n`);
      expect(said, way).toHaveLength(1);
      expect(said[0], way).toContain(source);
    }
  });
});

describe('renderer features', () => {
  test.each([
    ['src/renderer/features/gallery/gallery.tsx', '../lesion-map/store'],
    ['src/renderer/features/gallery/parts/card.tsx', '../../lesion-map'],
    ['src/renderer/features/lesion-map/layers/boxes.tsx', '../../../features/gallery/store'],
    ['src/renderer/ui/button.tsx', '../features/gallery/store'],
  ])('%s may not import %s', async (file, source) => {
    const said = await objections(file, `import { x } from '${source}';\nx;\n`);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/feature/);
  });

  test.each([
    ['src/renderer/features/gallery/gallery.tsx', './card'],
    ['src/renderer/features/gallery/parts/card.tsx', '../store'],
    ['src/renderer/features/gallery/gallery.tsx', '../../ui/button'],
    ['src/renderer/app/shell.tsx', '../features/gallery/gallery'],
  ])('%s may import %s', async (file, source) => {
    expect(await objections(file, `import { x } from '${source}';\nx;\n`)).toEqual([]);
  });
});

describe('every file', () => {
  test('has no default export', async () => {
    expect(await objections('src/main/app/window.ts', 'export default 1;\n')).toHaveLength(1);
  });

  test('ends by line 400', async () => {
    expect(await objections('src/main/app/window.ts', 'void 0;\n'.repeat(400))).toEqual([]);
    expect(await objections('src/main/app/window.ts', 'void 0;\n'.repeat(401))).toHaveLength(1);
  });
});
