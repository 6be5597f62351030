/** What lines of the log that tell of a problem have in them. */
const PROBLEM =
  /\b(?:error|failed|failure|uncaught|unhandled|refused|gave up|given up|crash\w*|ended|killed)\b/i;
/** Lines kept, and letters of each: enough to recognise what happened. */
const [MOST_LINES, LONGEST] = [30, 400];

/** The last lines of a log that tell of problems, oldest first. @param log its text. */
export const logProblems = (log: string): readonly string[] =>
  log
    .split('\n')
    .filter((line) => PROBLEM.test(line))
    .slice(-MOST_LINES)
    .map((line) => (line.length > LONGEST ? `${line.slice(0, LONGEST)} …` : line));
