/**
 * Whether a command line of `macule` opens a database, for which an older Node needs a SQLite of its own. One that is
 * not known here ends with a sentence where that is missing.
 * @param {readonly string[]} args without the program's name
 */
export function opensDatabase(args) {
  if (args.includes('--help') || args.includes('-h')) return false;
  const [command, part] = args;
  if (command === 'library') return part !== undefined;
  return command === 'demo' || (command === 'model' && part === 'export');
}
