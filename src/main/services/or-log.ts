/**
 * Does what must end nothing else where it fails, as a database may that has no room or no drive any more.
 * @param what could not be done then, as the beginning of the line in the log.
 */
export function orLog(log: (line: string) => void, what: string, work: () => void): void {
  try {
    work();
  } catch (thrown) {
    log(`${what}: ${String(thrown)}`);
  }
}
