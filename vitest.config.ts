import { defineConfig } from 'vitest/config';
import { tensorflowModules, tensorflowPackages } from './scripts/build/tensorflow-modules.mjs';

const resolve = { alias: tensorflowModules };
const server = { deps: { inline: [tensorflowPackages] } };

/** Whether this is the network namespace that `npm run test:network` makes; elsewhere others send packets, too. */
const isAlone = process.env['MACULE_NETWORK_NAMESPACE'] === '1';

/** Unit tests keep every processor busy; the longest ones wait for processes of their own. */
const unit = {
  setupFiles: ['tests/helpers/equal-bytes.ts'],
  testTimeout: 180_000,
  hookTimeout: 180_000,
  maxWorkers: '100%',
};

/**
 * `unit` needs nothing but Node (real SQLite, real sharp). `unit-pure` are the tests that lie beside what they test:
 * they change nothing outside themselves, so many files share one process and what it has imported. `unit-wasm` reads
 * pictures once more with the build of sharp that the app uses on Linux; `e2e` drives the built app in a real
 * Electron, one window at a time. `scripts/test.mjs` prepares them all. `opt-in` reads files that are not in the
 * repository and runs only when asked for by name. `clinic-bench` measures a large library: `npm run bench -- clinic`.
 */
export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          ...unit,
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/e2e/**', 'tests/clinic-bench/**', 'tests/opt-in/**', 'tests/tensorflow-node/**'],
          server,
        },
      },
      {
        resolve,
        test: {
          ...unit,
          name: 'unit-pure',
          include: ['src/**/*.test.{ts,tsx}'],
          isolate: false,
          // After the others: a process is handed on only while all that wait can share it.
          sequence: { groupOrder: 1 },
          server,
        },
      },
      {
        resolve,
        test: {
          ...unit,
          name: 'unit-wasm',
          include: ['tests/main/imaging/**/*.test.ts'],
          exclude: ['tests/main/imaging/sharp-binding.test.ts'],
          setupFiles: [...unit.setupFiles, 'tests/helpers/webassembly-sharp.ts'],
          server,
        },
      },
      {
        resolve,
        test: {
          name: 'opt-in',
          include: ['tests/opt-in/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          server,
        },
      },
      {
        resolve,
        test: {
          name: 'tensorflow-node',
          include: ['tests/main/engine/compiler/*parity.test.ts', 'tests/tensorflow-node/**/*.test.ts'],
          setupFiles: ['tests/tensorflow-node/load-binding.ts'],
          env: { MACULE_REFERENCE_BACKEND: 'tensorflow' },
          fileParallelism: false,
          testTimeout: 180_000,
          server,
        },
      },
      {
        resolve,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: isAlone ? [] : ['tests/e2e/network-silence.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          server,
        },
      },
      {
        resolve,
        test: {
          name: 'clinic-bench',
          include: ['tests/clinic-bench/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 3_600_000,
          hookTimeout: 3_600_000,
          server,
        },
      },
    ],
  },
});
