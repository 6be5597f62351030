/** Model code did something that a static graph cannot hold. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';

  /**
   * @param problem what happened, naming the operation.
   * @param advice what to do instead.
   * @param place the line of model code, once it is known.
   */
  constructor(
    readonly problem: string,
    readonly advice: string,
    readonly place: string | null = null,
    options?: { cause?: unknown },
  ) {
    super(`${problem}${place === null ? '' : ` It happened in ${place}.`} ${advice}`, options);
  }

  /** The same error with its place; the stack stays that of the original. */
  at(place: string | null): RecordingError {
    if (place === null || this.place !== null) return this;
    const located = new RecordingError(this.problem, this.advice, place, { cause: this.cause });
    if (this.stack) located.stack = this.stack.replace(this.message, located.message);
    return located;
  }
}
