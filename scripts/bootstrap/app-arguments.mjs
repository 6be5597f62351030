import { resolve } from 'node:path';

/** Switches whose next argument is a path. */
const PATH_SWITCHES = new Set(['--capture']);

/**
 * The app's arguments with every path made absolute, because npm runs scripts from the repository, not from
 * where the reader typed the command. Switches pass through as they are.
 * @param {readonly string[]} args
 * @param {string} folder where the command was typed
 */
export function appArguments(args, folder) {
  return args.map((arg) => {
    const assigned = /^(--[\w-]+)=(.*)$/.exec(arg);
    if (assigned !== null && PATH_SWITCHES.has(assigned[1] ?? '')) {
      return `${assigned[1]}=${resolve(folder, assigned[2] ?? '')}`;
    }
    return arg.startsWith('-') ? arg : resolve(folder, arg);
  });
}
