import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { guidePage } from './scripts/build/guide-page.mjs';
import { tensorflowModules } from './scripts/build/tensorflow-modules.mjs';

const source = (path: string): string => resolve(import.meta.dirname, 'src', path);

/** Small, pure packages are bundled, so that a start reads few files; everything native or big stays outside. */
const bundled = ['zod', 'commander', 'd3-scale', 'd3-shape', '@tensorflow/tfjs-core'];

/** Files of their own, by whose names a stack trace tells what model code calls from model code itself. */
const namedChunks = [
  { name: 'tensorflow', test: /[\\/]@tensorflow[\\/]/, priority: 2 },
  { name: 'compiler', test: /[\\/]engine[\\/]compiler[\\/]/, priority: 1 },
];

export default defineConfig({
  main: {
    resolve: { alias: tensorflowModules },
    build: {
      externalizeDeps: { exclude: bundled },
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: source('main/index.ts'),
          engine: source('main/engine/index.ts'),
          training: source('main/engine/training-process/index.ts'),
          'photo-worker': source('main/engine/input/photo-worker.ts'),
          'batch-worker': source('main/engine/training/families/batch-worker.ts'),
          probe: source('main/engine/probe/index.ts'),
          reader: source('main/reader/process.ts'),
          demo: source('main/demo/process.ts'),
          backup: source('main/data/backup/process.ts'),
          check: source('main/data/integrity/process.ts'),
          cli: source('main/cli/index.ts'),
        },
        output: { codeSplitting: { groups: namedChunks } },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can require nothing but `electron`: everything else goes into its one file.
      externalizeDeps: false,
      sourcemap: true,
      rolldownOptions: {
        input: { index: source('main/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: source('renderer'),
    plugins: [react(), guidePage(import.meta.dirname)],
    build: {
      sourcemap: true,
      rolldownOptions: { input: [source('renderer/index.html'), source('renderer/unlock.html')] },
    },
  },
});
