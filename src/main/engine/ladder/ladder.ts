import { join } from 'node:path';
import type { RunProbe } from '../../../shared/engine/probe';
import type { EngineId, EngineLadder, EngineReport } from '../../../shared/engine/status';
import { isOutOfMemory } from '../runtime/out-of-memory';
import type { EngineInUse } from '../detector/tile-runner';
import { OPTIMISED_FOLDER, OptimisedModels } from '../runtime/optimised-models';
import { chooseRung, unusable } from './choose-rung';
import { circumstancesOf } from './circumstances';
import { describeTest, sentence, TESTING, UNTESTED } from './describe-test';
import { ENGINE_TESTS_FOLDER, EngineTests } from './engine-tests';
import { findGraphics, type Graphics } from './graphics';
import { probeLadder, type ProbeLadderOptions } from './probe-ladder';
import { isAvailable, trainsHere, type AvailableRung, type RungProbe } from './rung';
import { NOT_TRIED } from './tensorflow-node';
import { testEngine, type TileGraph } from './test-engine';

export interface LadderOptions {
  readonly threads: number;
  readonly cacheFolder: string;
  readonly runProbe: RunProbe;
  /** Takes this rung, tested or not. */
  readonly prefer: EngineId | null;
  /** Whether a preferred rung that fails is an error; otherwise another one takes its place and it is told. */
  readonly strict: boolean;
  /** Whether the engine process before this one ended by itself. */
  readonly afterCrash: boolean;
  /** Whether to wait for TensorFlow, which takes seconds where it is installed. */
  readonly tryTensorflow?: boolean;
  readonly graphics?: Graphics;
  /** Stands in for looking at this machine. */
  readonly probe?: typeof probeLadder;
}

/**
 * The engines of this computer, fastest first, and which of them may be used for a graph: those that need no
 * test, those that have passed it, and the one that was asked for.
 */
export class Ladder {
  private spoiled: EngineId | null = null;
  private inUse: EngineId | null = null;
  private testing: EngineId | null = null;
  private note: string | null = null;
  private readonly broken = new Set<string>();
  private readonly wanted = new Map<string, TileGraph>();
  private changes = 0;

  private constructor(
    private probes: readonly RungProbe[],
    private preferred: EngineId | null,
    private readonly tests: EngineTests,
    private readonly options: LadderOptions,
    private readonly probing: Omit<ProbeLadderOptions, 'tryTensorflow'>,
  ) {}

  /** @throws MaculeError `engine-failed` where a strictly preferred rung is not available. */
  static async open(options: LadderOptions): Promise<Ladder> {
    const { threads, cacheFolder, runProbe, afterCrash, tryTensorflow = true } = options;
    const graphics = options.graphics ?? (await findGraphics());
    const optimised = new OptimisedModels(join(cacheFolder, OPTIMISED_FOLDER));
    const probing = { threads, runProbe, graphics, optimised };
    const probes = await (options.probe ?? probeLadder)({ ...probing, tryTensorflow });
    const tests = new EngineTests({
      folder: join(cacheFolder, ENGINE_TESTS_FOLDER),
      circumstances: circumstancesOf(graphics, threads),
      afterCrash,
    });
    const ladder = new Ladder(probes, null, tests, options, probing);
    ladder.prefer(options.prefer);
    return ladder;
  }

  /** Counts what may change the order of rungs: results of tests, failures, preferences. */
  get version(): number {
    return this.changes;
  }

  /**
   * Takes one rung, tested or not, or with null the fastest that may be used.
   * @throws MaculeError `engine-failed` where it is not available and the ladder is strict.
   */
  prefer(engine: EngineId | null): void {
    [this.preferred, this.spoiled, this.note, this.inUse] = [engine, null, null, null];
    this.broken.clear();
    this.changes += 1;
    const probe = this.probes.find(({ id }) => id === engine);
    if (probe && !probe.available && probe.reason !== NOT_TRIED) this.spoil(probe.id, probe.reason);
  }

  /** Rungs to try for a graph, best first. Tests that are missing are noted for {@link testWanted}. */
  order(graph: TileGraph): readonly AvailableRung[] {
    const available = this.probes.filter(isAvailable).filter(({ id }) => !this.broken.has(broken(id, graph)));
    const fit = available.filter((rung) => rung.trusted || this.passed(rung, graph));
    const forced = available.find(({ id }) => id === this.preferred && id !== this.spoiled);
    if (forced) return [forced, ...fit.filter((rung) => rung !== forced)];
    const faster = available.slice(0, fit[0] ? available.indexOf(fit[0]) : available.length);
    for (const { id } of faster) {
      if (!this.tests.find(id, graph.digest) && !this.hopeless(id))
        this.wanted.set(`${id} ${graph.digest}`, graph);
    }
    return fit;
  }

  /** Whether any rung has to be tested before it is used, so that graphs have to be told apart. */
  get hasTests(): boolean {
    return this.probes.some((probe) => probe.available && !probe.trusted);
  }

  /** A rung is about to compute, or has been opened to. */
  use(engine: EngineId): void {
    this.inUse = engine;
  }

  /** Marks an engine that may end the process while it works; call the returned function afterwards. */
  markWork(rung: AvailableRung, graph: TileGraph): () => void {
    if (rung.trusted) return () => undefined;
    const marker = this.tests.mark(rung.id, graph.digest, 'work');
    return () => this.tests.unmark(marker);
  }

  /**
   * A rung could not be opened or failed while it computed: it is passed over for this graph from now on.
   * @throws MaculeError `engine-failed` where the rung was asked for strictly.
   */
  async failed(rung: AvailableRung, graph: TileGraph, thrown: unknown): Promise<void> {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    this.broken.add(broken(rung.id, graph));
    this.changes += 1;
    if (rung.id === this.preferred) this.spoil(rung.id, sentence(message), thrown);
    else if (rung.trusted)
      this.note = `The engine ${rung.id} failed and another one took its place: ${sentence(message)}`;
    // Memory may suffice again another day.
    if (rung.trusted || isOutOfMemory(thrown)) return;
    const unknown = { difference: null, ms: null, processorMs: null };
    await this.tests.add({ engine: rung.id, digest: graph.digest, outcome: 'failed', message, ...unknown });
  }

  /** Says something about the engine in use that a person should know. One sentence. */
  tell(note: string): void {
    this.note = note;
  }

  /** Forgets all tests: engines are tested again after the next analysis. */
  forgetTests(): void {
    this.tests.forget();
    this.broken.clear();
    this.changes += 1;
  }

  /**
   * Runs the tests that graphs have wanted so far, one after the other, each in a process of its own.
   * @param onChange called whenever {@link report} says something new.
   */
  async testWanted(onChange: () => void): Promise<void> {
    if (this.probes.some(({ reason }) => reason === NOT_TRIED)) {
      this.probes = await (this.options.probe ?? probeLadder)({ ...this.probing, tryTensorflow: true });
      this.changes += 1;
      this.prefer(this.preferred);
      onChange();
    }
    for (const rung of this.probes.filter(isAvailable)) {
      for (const [key, graph] of [...this.wanted]) {
        if (key !== `${rung.id} ${graph.digest}`) continue;
        this.wanted.delete(key);
        if (this.tests.find(rung.id, graph.digest) || this.hopeless(rung.id)) continue;
        if (this.passedBefore(rung, graph)) continue;
        this.testing = rung.id;
        onChange();
        await testEngine(rung, graph, { tests: this.tests, ...this.probing });
        this.testing = null;
        this.changes += 1;
        onChange();
      }
    }
  }

  report(): EngineLadder {
    return {
      engines: this.probes.map((probe) => this.describe(probe)),
      chosen: { infer: this.expectedEngine().id, train: this.trainer().id },
      preferred: this.preferred,
      problem: this.note,
    };
  }

  /** The engine that computes, or will compute first, as far as that is known before a photo's size is. */
  expectedEngine(): EngineInUse {
    const { id, device } =
      this.probes.filter(isAvailable).find(({ id: known }) => known === this.inUse) ?? this.expected();
    return { id, device };
  }

  private describe(probe: RungProbe): EngineReport {
    const { id, reason } = probe;
    if (!probe.available) return { id, available: false, state: 'absent', device: null, reason };
    const { state, reason: why } = this.judge(probe);
    return { id, available: state === 'ready', state, device: probe.device, reason: why };
  }

  private judge(rung: AvailableRung): Pick<EngineReport, 'state' | 'reason'> {
    if (rung.trusted) return { state: 'ready', reason: rung.reason };
    if (rung.id === this.testing) return { state: 'testing', reason: TESTING };
    const result = this.tests.newest(rung.id);
    return result ? describeTest(result) : { state: 'untested', reason: UNTESTED };
  }

  /** Whether an engine took its process down or never ended its test: it is not tried on further graphs. */
  private hopeless(id: EngineId): boolean {
    const outcome = this.tests.newest(id)?.outcome;
    return outcome === 'crashed' || outcome === 'timed-out';
  }

  private passed({ id }: AvailableRung, { digest }: TileGraph): boolean {
    return this.tests.find(id, digest)?.outcome === 'passed';
  }

  /** Whether a faster rung has passed for the graph, so that this one will not be used. */
  private passedBefore(rung: AvailableRung, graph: TileGraph): boolean {
    const available = this.probes.filter(isAvailable);
    return available.slice(0, available.indexOf(rung)).some((faster) => this.passed(faster, graph));
  }

  /** The rung that the next graph will run on, as far as that is known before its size is. */
  private expected(): AvailableRung {
    const available = this.probes.filter(isAvailable);
    const forced = available.find(({ id }) => id === this.preferred && id !== this.spoiled);
    const fit = available.find((rung) => this.judge(rung).state === 'ready');
    return forced ?? fit ?? chooseRung(this.probes, undefined, isAvailable);
  }

  private trainer(): AvailableRung {
    return chooseRung(this.probes, undefined, trainsHere);
  }

  private spoil(engine: EngineId, why: string, cause?: unknown): void {
    if (this.options.strict) throw unusable(engine, why, cause);
    this.spoiled = engine;
    this.note = `The engine that was chosen cannot be used, another one has taken its place: ${why}`;
  }
}

const broken = (engine: EngineId, { digest }: TileGraph): string => `${engine} ${digest}`;
