import { dirname, relative, resolve, sep } from 'node:path';
import { importedNames } from './imported-names.mjs';

const FEATURES = 'src/renderer/features/';
const UI = 'src/renderer/ui/';

/** @param {string} path @returns {string | undefined} the feature a path belongs to */
const featureOf = (path) =>
  path.startsWith(FEATURES) ? path.slice(FEATURES.length).split('/')[0] : undefined;

/**
 * Why one renderer file may not import another; undefined where it may.
 * @param {string} file path from the repository, with forward slashes
 * @param {string} target imported path from the repository
 */
export function featureObjection(file, target) {
  const from = featureOf(file);
  const to = featureOf(target);
  if (from !== undefined && to !== undefined && from !== to) {
    return `the feature ${from} may not import the feature ${to}: meet in app/, api/ or ui/.`;
  }
  if (file.startsWith(UI) && to !== undefined) return `ui/ knows no feature, so not ${to}.`;
  return undefined;
}

/** @type {import('eslint').Rule.RuleModule} */
export const featureFence = {
  meta: { type: 'problem', docs: { description: 'renderer features never import each other' }, schema: [] },
  create(context) {
    const inRepository = (/** @type {string} */ path) => relative(context.cwd, path).split(sep).join('/');
    return importedNames((source, node) => {
      if (!source.startsWith('.')) return;
      const target = inRepository(resolve(dirname(context.filename), source));
      const message = featureObjection(inRepository(context.filename), target);
      if (message !== undefined) context.report({ node, message });
    });
  },
};
