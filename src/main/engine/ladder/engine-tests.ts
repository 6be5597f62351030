import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { engineIdSchema, type EngineId } from '../../../shared/engine/status';
import { writeAtomically } from '../../vault/write-atomically';

/** Folder of the results inside the engine's cache folder. */
export const ENGINE_TESTS_FOLDER = 'engine-tests';
const RESULT = '.json';
const MARKER = '.running';
/** Every trained model adds one for each tile size. */
const MOST_RESULTS = 500;

export const testResultSchema = z.object({
  engine: engineIdSchema,
  /** SHA-256 of the graph that was compared, hexadecimal. */
  digest: z.string(),
  /** Device, driver, runtime version, processor and threads: see {@link EngineTests.circumstances}. */
  circumstances: z.string(),
  outcome: z.enum(['passed', 'differs', 'slow', 'failed', 'crashed', 'timed-out']),
  /** What a failure said, or how a crash showed. */
  message: z.string().nullable(),
  /** Largest difference from the processor's outputs, relative to their largest. */
  difference: z.number().nullable(),
  /** Median milliseconds of one run, on the engine and on the processor. */
  ms: z.number().nullable(),
  processorMs: z.number().nullable(),
});
export type TestResult = Readonly<z.infer<typeof testResultSchema>>;

const markerSchema = z.object({
  engine: engineIdSchema,
  digest: z.string(),
  circumstances: z.string(),
  pid: z.number().int(),
  use: z.enum(['test', 'work']),
});
type Marker = z.infer<typeof markerSchema>;

export interface EngineTestsOptions {
  readonly folder: string;
  /** What the results depend on besides engine and graph. */
  readonly circumstances: string;
  /** Whether the process before this one ended by itself while it was the same app's engine. */
  readonly afterCrash: boolean;
}

/**
 * What is known about engines on this very computer, kept on disk so that each graph is tried once. A marker
 * file stands beside the results while an engine is tried or works: one that is found at the start tells of
 * a test that took the computer down, or of work that took the engine down.
 */
export class EngineTests {
  private readonly results = new Map<string, TestResult>();
  private readonly latest = new Map<EngineId, TestResult>();

  constructor(private readonly options: EngineTestsOptions) {
    for (const name of filesByAge(options.folder)) {
      const file = join(options.folder, name);
      if (name.endsWith(MARKER)) this.heedMarker(file);
      else if (name.endsWith(RESULT)) this.load(file);
    }
  }

  get circumstances(): string {
    return this.options.circumstances;
  }

  find(engine: EngineId, digest: string): TestResult | null {
    return this.results.get(key(engine, digest)) ?? null;
  }

  /** The newest result of an engine, whatever the graph. */
  newest(engine: EngineId): TestResult | null {
    return this.latest.get(engine) ?? null;
  }

  /** Remembers a result; a disk that cannot be written to costs the memory of it at the next start. */
  async add(result: Omit<TestResult, 'circumstances'>): Promise<void> {
    const complete = { ...result, circumstances: this.options.circumstances };
    this.remember(complete);
    try {
      await writeAtomically(this.file(result.engine, result.digest, RESULT), JSON.stringify(complete));
      this.makeRoom();
    } catch {
      // Known for this run; tested again in the next.
    }
  }

  /** Forgets what is known about engines: they are tested again. */
  forget(engine?: EngineId): void {
    for (const known of [...this.results.values()]) {
      if (engine !== undefined && known.engine !== engine) continue;
      this.results.delete(key(known.engine, known.digest));
      this.latest.delete(known.engine);
      rmSync(this.file(known.engine, known.digest, RESULT), { force: true });
    }
  }

  /**
   * Marks an engine as being tried or at work.
   * @returns the marker's file, to be removed afterwards; null where the disk cannot be written to.
   */
  mark(engine: EngineId, digest: string, use: Marker['use']): string | null {
    const file = this.file(engine, digest, `.${process.pid}${MARKER}`);
    const marker: Marker = { engine, digest, circumstances: this.circumstances, pid: process.pid, use };
    try {
      mkdirSync(this.options.folder, { recursive: true });
      writeFileSync(file, JSON.stringify(marker));
      return file;
    } catch {
      return null;
    }
  }

  /** Removes a marker that {@link mark} has set. */
  unmark(marker: string | null): void {
    if (marker !== null) rmSync(marker, { force: true });
  }

  private heedMarker(file: string): void {
    const marker = readJson(file, markerSchema);
    if (marker && isAlive(marker.pid)) return;
    const done = (): void => rmSync(file, { force: true });
    if (marker?.circumstances !== this.options.circumstances) return done();
    const { engine, digest, use } = marker;
    if (use === 'work' && !this.options.afterCrash) {
      // The computer went down or Macule was ended: perhaps the engine's fault, perhaps not. It is tested again.
      this.drop(engine, digest);
      return done();
    }
    const message =
      use === 'test' ? 'the computer went down, or Macule was ended' : 'the analysis engine ended';
    const unknown = { difference: null, ms: null, processorMs: null };
    void this.add({ engine, digest, message, outcome: 'crashed', ...unknown }).then(done);
  }

  private load(file: string): void {
    const result = readJson(file, testResultSchema);
    if (!result) rmSync(file, { force: true });
    else if (result.circumstances === this.options.circumstances) this.remember(result);
  }

  private remember(result: TestResult): void {
    this.results.set(key(result.engine, result.digest), result);
    this.latest.set(result.engine, result);
  }

  private drop(engine: EngineId, digest: string): void {
    this.results.delete(key(engine, digest));
    if (this.latest.get(engine)?.digest === digest) this.latest.delete(engine);
    rmSync(this.file(engine, digest, RESULT), { force: true });
  }

  private file(engine: EngineId, digest: string, ending: string): string {
    const name = createHash('sha256').update([engine, digest, this.options.circumstances].join('\n'));
    return join(this.options.folder, `${name.digest('hex').slice(0, 32)}${ending}`);
  }

  private makeRoom(): void {
    const results = filesByAge(this.options.folder).filter((name) => name.endsWith(RESULT));
    for (const name of results.slice(0, Math.max(0, results.length - MOST_RESULTS))) {
      rmSync(join(this.options.folder, name), { force: true });
    }
  }
}

const key = (engine: EngineId, digest: string): string => `${engine} ${digest}`;

/** Oldest first, results before markers: a marker says something about the result beside it. */
function filesByAge(folder: string): readonly string[] {
  try {
    const files = readdirSync(folder).map((name) => ({
      name,
      time: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    }));
    const rank = (name: string) => (name.endsWith(MARKER) ? 1 : 0);
    return files.sort((a, b) => rank(a.name) - rank(b.name) || a.time - b.time).map(({ name }) => name);
  } catch {
    return [];
  }
}

function readJson<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
