/**
 * One line about set-up. It goes to stderr, because stdout belongs to the command that follows.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`macule: ${line}\n`);
}
