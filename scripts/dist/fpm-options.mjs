const FLAGS = new Set(['--force', '-f']);

/**
 * What electron-builder tells fpm.
 * @typedef {object} FpmOptions
 * @property {(name: string) => readonly string[]} all every value of an option
 * @property {(name: string) => string} one its last value; '' where it was not given
 * @property {readonly {from: string, to: string}[]} sources what goes where
 */

/**
 * @param {readonly string[]} args
 * @returns {FpmOptions}
 */
export function fpmOptions(args) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  const sources = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (FLAGS.has(arg)) continue;
    if (!arg.startsWith('-')) {
      const [from = '', to = ''] = arg.split('=');
      sources.push({ from, to });
      continue;
    }
    const [name = '', joined] = arg.startsWith('--') ? splitOnce(arg) : [arg];
    const value = joined ?? args[(index += 1)] ?? '';
    found.set(name, [...(found.get(name) ?? []), value]);
  }
  const all = (/** @type {string} */ name) => found.get(name) ?? [];
  return { all, sources, one: (name) => all(name).at(-1) ?? '' };
}

/** @param {string} arg */
function splitOnce(arg) {
  const at = arg.indexOf('=');
  return at < 0 ? [arg] : [arg.slice(0, at), arg.slice(at + 1)];
}
