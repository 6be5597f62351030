import { builtinModules } from 'node:module';
import { relative, sep } from 'node:path';
import { importedNames } from './imported-names.mjs';

/**
 * A package and the only places that may name it: folders end with `/`, the rest are files. Each is the one door
 * to what it wraps, so that what must happen there (encryption, memory, recovery) happens once.
 * @type {readonly {readonly packages: readonly string[], readonly places: readonly string[]}[]}
 */
export const PACKAGE_DOORS = [
  {
    packages: ['electron', 'electron-log'],
    places: [
      'src/main/index.ts',
      'src/main/app/',
      'src/main/ipc/',
      'src/main/preload/',
      'src/main/engine-client/',
    ],
  },
  { packages: ['sharp', 'heic-decode'], places: ['src/main/imaging/'] },
  { packages: ['hash-wasm'], places: ['src/main/vault/'] },
  { packages: ['better-sqlite3'], places: ['src/main/data/'] },
  { packages: ['onnxruntime-node'], places: ['src/main/engine/runtime/'] },
  { packages: ['h5wasm'], places: ['src/main/engine/io/'] },
  { packages: ['@tensorflow/'], places: ['src/main/engine/'] },
  {
    packages: ['react', 'react-dom', 'zustand', 'd3-zoom', 'd3-selection', 'radix-ui', 'uplot', 'marked'],
    places: ['src/renderer/'],
  },
  { packages: ['electron-updater'], places: ['src/main/app/', 'src/main/updates/'] },
  { packages: ['commander'], places: ['src/main/cli/'] },
  {
    packages: ['d3-scale', 'd3-shape'],
    places: ['src/main/experiment/', 'src/main/services/report/', 'src/renderer/features/'],
  },
  { packages: ['@xmldom/xmldom', 'csv-parse'], places: ['src/main/datasets/'] },
  { packages: ['csv-stringify'], places: ['src/main/datasets/', 'src/main/services/report/'] },
];

/** Code that runs anywhere: no file, no process, no clock of Node's. */
export const FOLDERS_WITHOUT_NODE = [
  'src/shared/',
  'src/main/engine/ml/',
  'src/main/engine/compiler/',
  'src/renderer/',
];

/** What shared code may be built on. */
export const SHARED_PACKAGES = ['zod'];

const isNode = (/** @type {string} */ source) =>
  source.startsWith('node:') || builtinModules.includes(source);
const isRelative = (/** @type {string} */ source) => source.startsWith('.');
const within = (/** @type {string} */ file, /** @type {readonly string[]} */ places) =>
  places.some((place) => (place.endsWith('/') ? file.startsWith(place) : file === place));
const names = (/** @type {string} */ source, /** @type {string} */ name) =>
  source === name || source.startsWith(name.endsWith('/') ? name : `${name}/`);

/**
 * Why a file may not name a module; undefined where it may.
 * @param {string} file path from the repository, with forward slashes
 * @param {string} source the module as written in the import
 */
export function packageObjection(file, source) {
  if (isRelative(source)) return undefined;
  if (isNode(source)) {
    return within(file, FOLDERS_WITHOUT_NODE)
      ? `${source} is Node’s: this folder runs without Node.`
      : undefined;
  }
  const door = PACKAGE_DOORS.find(({ packages }) => packages.some((name) => names(source, name)));
  if (door !== undefined && !within(file, door.places)) {
    return `${source} belongs to ${door.places.join(', ')} alone.`;
  }
  if (file.startsWith('src/shared/') && !SHARED_PACKAGES.includes(source)) {
    return `shared code is built on ${SHARED_PACKAGES.join(', ')} alone, not on ${source}.`;
  }
  return undefined;
}

/** @type {import('eslint').Rule.RuleModule} */
export const packageFence = {
  meta: {
    type: 'problem',
    docs: { description: 'each package is named behind its own door only' },
    schema: [],
  },
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/');
    return importedNames((source, node) => {
      const message = packageObjection(file, source);
      if (message !== undefined) context.report({ node, message });
    });
  },
};
