/** A set-up step that cannot go on, told in one sentence with what to do; printed without a stack. */
export class BootstrapFailure extends Error {
  /**
   * @param {string} message what happened
   * @param {string} [advice] what the reader can do
   */
  constructor(message, advice) {
    super(advice === undefined ? message : `${message}\n${advice}`);
    this.name = 'BootstrapFailure';
  }
}

/**
 * Runs a command's main function; a foreseen failure ends it with one message and exit code 1.
 * @param {() => Promise<number>} main answers the exit code
 */
export async function runCommand(main) {
  try {
    process.exitCode = await main();
  } catch (thrown) {
    if (!(thrown instanceof BootstrapFailure)) throw thrown;
    process.stderr.write(`macule: ${thrown.message}\n`);
    process.exitCode = 1;
  }
}
