import type { EngineId } from '../../../shared/engine/status';
import { SEED_SIDE } from '../ml/models/seed-cnn';
import { trainBatchOf } from './bench-networks';
import { BenchProcess, type BenchProgram } from './bench-process';
import { timeInTurns, type Contender, type Timed } from './in-turns';
import type { BenchOrder } from './order';

export type BenchPhase = BenchOrder['phase'];

/** A network, a phase of it, and how fast one engine is there. */
export interface BenchCase {
  readonly name: string;
  readonly phase: BenchPhase;
  readonly engine: EngineId;
  readonly device: string;
  /** Median of one run over a batch, milliseconds. */
  readonly ms: number;
  /** Of which inside the network, where a run does more. */
  readonly networkMs?: number;
  readonly photosPerSecond: number;
  /** Largest resident memory of a process that does nothing else, megabytes (10⁶ bytes). */
  readonly peakMB: number;
  readonly parameters: number;
}

/** The same case in PyTorch, timed in turns with ours. */
export type PytorchCase = Omit<BenchCase, 'engine' | 'device' | 'networkMs'> & { readonly version: string };

/** How far an engine's outputs are from the reference's on the same networks and pictures. */
export interface BenchParity {
  readonly engine: EngineId;
  /** Largest difference relative to the reference's largest output. */
  readonly parity: number;
  readonly passed: boolean;
}

export interface BenchReport {
  readonly cases: readonly BenchCase[];
  readonly self: readonly BenchParity[];
  readonly pytorch: readonly PytorchCase[];
}

/** An engine that can be timed here; `trains` where it runs training steps too. */
export interface BenchEngine {
  readonly id: EngineId;
  readonly device: string;
  readonly trains: boolean;
}

export interface BenchOptions {
  readonly networks: readonly string[];
  /** Whether to time a whole photograph, from file to lesions, as well. */
  readonly photo: boolean;
  readonly engines: readonly BenchEngine[];
  readonly threads: number;
  readonly modelsFolder: string;
  /** Time for each engine and case, seconds. */
  readonly seconds: number;
  /** Serves benchmark orders with this program's engines. */
  readonly own: BenchProgram;
  readonly pytorch?: BenchProgram;
  readonly signal: AbortSignal;
  readonly onCase?: (name: string, phase: BenchPhase) => void;
}

interface PlannedCase extends Pick<BenchOrder, 'network' | 'phase' | 'batch'> {
  readonly name: string;
}

/** Engines agree when no output differs by more than this share of the largest. */
const PARITY_LIMIT = 1e-3;
const REFERENCE: EngineId = 'tfjs-wasm';
const PHOTO = 'photo';
/** Photos in a row, of which one is read while the network works on the one before. */
const PHOTOS_IN_A_ROW = 6;
/** What the photograph of the case `photo` is called in reports. */
export const PHOTO_CASE = 'photo of 12 megapixels to lesion map';
/** What several of them are called. */
export const PHOTOS_CASE = `${PHOTOS_IN_A_ROW} photos of 12 megapixels in a row`;

/**
 * Times the forward pass and the training step of each network on every engine. All engines of a case run in
 * turns, so that a busy spell of the computer hits them alike, each in a process of its own.
 * @throws Error where a benchmark process fails, AbortError once the signal aborts.
 */
export async function runBench(options: BenchOptions): Promise<BenchReport> {
  const cases: BenchCase[] = [];
  const pytorch: PytorchCase[] = [];
  const worst = new Map<EngineId, number>();
  const planned: PlannedCase[] = options.networks.flatMap((network) => [
    { name: network, network, phase: 'infer', batch: 1 },
    { name: network, network, phase: 'train', batch: trainBatchOf(network) },
  ]);
  if (options.photo) {
    planned.push({ name: PHOTO_CASE, network: PHOTO, phase: 'infer', batch: 1 });
    planned.push({ name: PHOTOS_CASE, network: PHOTO, phase: 'infer', batch: PHOTOS_IN_A_ROW });
  }
  for (const { name, network, phase, batch } of planned) {
    options.onCase?.(name, phase);
    const timed = await timeCase(options, network, phase, batch);
    const shared = (one: Timed) => ({
      name,
      phase,
      ms: one.ms,
      photosPerSecond: (batch * 1000) / one.ms,
      peakMB: one.peakMB,
      parameters: one.parameters,
    });
    for (const [engine, one] of timed.engines) {
      cases.push({
        ...shared(one),
        engine: engine.id,
        device: engine.device,
        ...(one.networkMs === undefined ? {} : { networkMs: one.networkMs }),
      });
    }
    if (timed.pytorch) pytorch.push({ ...shared(timed.pytorch), version: timed.pytorch.version });
    const reference = [...timed.engines].find(([{ id }]) => id === REFERENCE)?.[1];
    for (const [{ id }, one] of timed.engines) {
      if (!reference || id === REFERENCE) continue;
      worst.set(id, Math.max(worst.get(id) ?? 0, relativeError(one.sample, reference.sample)));
    }
  }
  const self = [...worst].map(([engine, parity]) => ({ engine, parity, passed: parity <= PARITY_LIMIT }));
  return { cases, self, pytorch };
}

async function timeCase(options: BenchOptions, network: string, phase: BenchPhase, batch: number) {
  const { engines, own, pytorch, signal, threads, modelsFolder } = options;
  const suited = engines.filter(
    ({ id, trains }) => (phase === 'infer' || trains) && (network !== PHOTO || id === 'onnxruntime-cpu'),
  );
  const order = (engine: EngineId): BenchOrder => ({
    ...{ network, phase, engine, batch, threads, modelsFolder },
    side: SEED_SIDE,
  });
  const processes: BenchProcess[] = [];
  const start = async (program: BenchProgram, engine: EngineId) => {
    const started = await BenchProcess.start(program, order(engine), signal);
    processes.push(started);
    return started;
  };
  try {
    const contenders: Contender[] = [];
    for (const { id } of suited) contenders.push(await start(own, id));
    const other = pytorch && network !== PHOTO ? await start(pytorch, 'onnxruntime-cpu') : undefined;
    if (other) contenders.push(other);
    const timed = await timeInTurns(contenders, options.seconds * contenders.length);
    return {
      engines: new Map(suited.map((engine, index) => [engine, timed[index] as Timed])),
      pytorch: other && { ...(timed.at(-1) as Timed), version: other.ready.version },
    };
  } finally {
    processes.forEach((running) => running.close());
  }
}

function relativeError(actual: readonly number[], reference: readonly number[]): number {
  const scale = reference.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-6);
  return (
    actual.reduce((worst, value, index) => Math.max(worst, Math.abs(value - (reference[index] ?? NaN))), 0) /
    scale
  );
}
