/**
 * Wraps an asynchronous refresh so that calls during one running refresh lead to exactly one more after
 * it: a burst of ten thousand change events costs a handful of fetches, and the last state always wins.
 */
export function coalesce(refresh: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      await refresh();
    } while (again);
  };
  return () => {
    if (running) {
      again = true;
      return running;
    }
    running = run().finally(() => {
      running = null;
    });
    return running;
  };
}
