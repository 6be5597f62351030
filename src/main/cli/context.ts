/** Where a command writes; `isTTY` where a person watches. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Everything a command takes from its surroundings. */
export interface CliContext {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Where secrets come from. */
  readonly stdin: NodeJS.ReadableStream;
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal;
  /** Folder with Macule's package.json. */
  readonly appFolder: string;
  /** File that a child process of this program's own kind is started with. */
  readonly program: string;
  /** Built script of a probe process. */
  readonly probe: string;
  /** Built script of the threads that prepare photos; null = they are prepared in the engine's own thread. */
  readonly photoWorker: string | null;
  /** Folder that may be filled with compiled graphs. */
  readonly cacheFolder: string;
  /** Processors that this process may use. */
  readonly cores: number;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
}
