/** Something that is timed, loaded and compiled. */
export interface BenchCase {
  /** Elements of all trained arrays. */
  readonly parameters: number;
  /** @returns milliseconds inside the network, where a run does more than that. */
  run(): Promise<number | void>;
  /** Values of the last run's outputs, or its losses. */
  outputs(): readonly number[];
}
