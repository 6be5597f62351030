import { defineConfig } from 'vitest/config';
import {
  tensorflowEntries,
  tensorflowModules,
  tensorflowPackages,
} from './scripts/build/tensorflow-modules.mjs';

const resolve = { alias: tensorflowModules };
/**
 * TensorFlow.js is five hundred files: bundled once, a test file that needs it starts two thirds of a second sooner. Its
 * chunks are named as in the build, by which a stack trace tells them from model code.
 */
const deps = {
  optimizer: {
    ssr: {
      enabled: true,
      include: tensorflowEntries,
      rolldownOptions: { output: { chunkFileNames: 'tensorflow-[hash].js' } },
    },
  },
};

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
 * Electron, as many at once as `scripts/test.mjs` has displays for; it prepares them all. `opt-in` reads files that
 * are not in the repository and runs only when asked for by name. `clinic-bench` measures a large library:
 * `npm run bench -- clinic`.
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
          deps,
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
          deps,
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
          deps,
        },
      },
      {
        resolve,
        test: {
          name: 'opt-in',
          include: ['tests/opt-in/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          deps,
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
          // The binding brings files of TensorFlow.js of its own.
          server: { deps: { inline: [tensorflowPackages] } },
        },
      },
      {
        resolve,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: isAlone ? [] : ['tests/e2e/network-silence.test.ts'],
          setupFiles: ['tests/e2e/harness/own-display.ts'],
          maxWorkers: Number(process.env['MACULE_E2E_AT_ONCE'] ?? 1),
          // A window is shown when the system gets to it.
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 300_000,
          hookTimeout: 300_000,
          deps,
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
          deps,
        },
      },
    ],
  },
});
