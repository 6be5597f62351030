/** Begins a piece of work once all that were given before have ended, well or not; ends as the work does. */
export type InTurn = <T>(work: () => T | Promise<T>) => Promise<T>;

/** A line in which each piece of work waits for its turn. */
export function inTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}
