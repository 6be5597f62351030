import type { EngineId } from '../../../shared/engine/status';
import { record } from '../compiler/record';
import { tensorflowWasm, useWasmBackend } from '../ladder/tensorflow-wasm';
import { processorName } from '../ladder/processor';
import { initialValues, type ParameterSpec } from '../ml/nn/parameter';
import { mixSeed, seededRandom } from '../ml/random';
import { Session, zeroTensor } from '../runtime/session';
import { TrainingSession } from '../runtime/training-session';
import { listParameters } from '../training/program';
import { recordTrainingStep } from '../training/record-step';
import { BENCH_NETWORKS, type BenchNetwork } from './bench-networks';
import { inferenceContext, runEagerly } from './eager-run';
import { measure, type Measured } from './measure';

export interface BenchCase extends Measured {
  readonly name: string;
  readonly phase: 'infer' | 'train';
  readonly engine: EngineId;
  readonly device: string;
  readonly photosPerSecond: number;
}

/** How far an engine's outputs are from the reference's on the same network and picture. */
export interface BenchParity {
  readonly engine: EngineId;
  /** Largest difference relative to the reference's largest output. */
  readonly parity: number;
  readonly passed: boolean;
}

export interface BenchReport {
  readonly cases: readonly BenchCase[];
  readonly self: readonly BenchParity[];
}

export interface BenchOptions {
  readonly threads: number;
  /** Time for each case, seconds. */
  readonly secondsPerCase: number;
  readonly onCase?: (name: string, phase: string, engine: EngineId) => void;
}

const PARITY_LIMIT = 1e-3;
const SEED = 1;

/** Times the forward pass and the training step of each network on every engine that can run them here. */
export async function runBench(options: BenchOptions): Promise<BenchReport> {
  const cases: BenchCase[] = [];
  const self: BenchParity[] = [];
  for (const network of BENCH_NETWORKS) {
    const weights = randomWeights(network);
    const picture = randomPicture(network.side);
    const compiled = await compiledInference(network, weights, picture, options);
    cases.push(compiled.bench);
    const eager = await eagerInference(network, weights, picture, options);
    if (eager) {
      cases.push(eager.bench);
      const parity = relativeError(compiled.output, eager.output);
      self.push({ engine: 'onnxruntime-cpu', parity, passed: parity <= PARITY_LIMIT });
    }
    cases.push(await compiledTraining(network, options));
  }
  return { cases, self };
}

const caseOf = (
  network: BenchNetwork,
  phase: BenchCase['phase'],
  engine: EngineId,
  threads: number,
  batch: number,
  measured: Measured,
): BenchCase => ({
  name: network.name,
  phase,
  engine,
  device: processorName(threads),
  ...measured,
  photosPerSecond: (batch * 1000) / measured.ms,
});

type Weights = ReadonlyMap<string, { readonly spec: ParameterSpec; readonly values: Float32Array }>;

function randomWeights(network: BenchNetwork): Weights {
  const specs = listParameters((context, input) => {
    network.forward(context, input({ name: 'picture', shape: [1, network.side, network.side, 3] }));
  });
  return new Map(
    specs.map((spec) => [
      spec.name,
      { spec, values: initialValues(spec, seededRandom(mixSeed(SEED, spec.name))) },
    ]),
  );
}

/** Planes [3, side, side] in [0, 1]. */
function randomPicture(side: number): Float32Array {
  const random = seededRandom(SEED);
  return Float32Array.from({ length: 3 * side * side }, random);
}

async function compiledInference(
  network: BenchNetwork,
  weights: Weights,
  planes: Float32Array,
  { threads, secondsPerCase, onCase }: BenchOptions,
) {
  onCase?.(network.name, 'infer', 'onnxruntime-cpu');
  const graph = record(({ input }) => {
    const x = input({ name: 'picture', shape: [1, network.side, network.side, 3], layout: 'image' });
    return network
      .forward(inferenceContext(weights), x)
      .map((tensor, index) => ({ name: `output${index}`, tensor }));
  });
  const session = await Session.open(graph, { threads });
  const [spec] = graph.inputs;
  if (!spec) throw new Error('The recorded network has no input.');
  const picture = zeroTensor(spec);
  (picture.data as Float32Array).set(planes);
  const outputs = session.allocateOutputs();
  const measured = await measure(() => session.run({ picture }, outputs), secondsPerCase);
  const output = graph.outputs.flatMap(({ name }) => Array.from(outputs[name]?.data as Float32Array));
  await session.close();
  return { bench: caseOf(network, 'infer', 'onnxruntime-cpu', threads, 1, measured), output };
}

async function eagerInference(
  network: BenchNetwork,
  weights: Weights,
  planes: Float32Array,
  { secondsPerCase, onCase }: BenchOptions,
) {
  const rung = tensorflowWasm();
  if (!rung.available) return null;
  onCase?.(network.name, 'infer', 'tfjs-wasm');
  useWasmBackend();
  const run = () => runEagerly('wasm', weights, planes, network);
  const output = await run();
  const measured = await measure(run, secondsPerCase);
  return { bench: caseOf(network, 'infer', 'tfjs-wasm', 1, 1, measured), output };
}

async function compiledTraining(
  network: BenchNetwork,
  { threads, secondsPerCase, onCase }: BenchOptions,
): Promise<BenchCase> {
  onCase?.(network.name, 'train', 'onnxruntime-cpu');
  const step = recordTrainingStep(network.program(network.trainBatch), 10);
  const session = await TrainingSession.open(step, { threads, seed: SEED });
  const random = seededRandom(SEED);
  for (const { name } of network.program(network.trainBatch).batch) {
    session.batchArray(name).forEach((_, index, values) => (values[index] = random()));
  }
  const measured = await measure(() => session.run(1e-4), secondsPerCase);
  await session.close();
  return caseOf(network, 'train', 'onnxruntime-cpu', threads, network.trainBatch, measured);
}

function relativeError(actual: readonly number[], reference: readonly number[]): number {
  const scale = reference.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-6);
  return (
    actual.reduce((worst, value, index) => Math.max(worst, Math.abs(value - (reference[index] ?? NaN))), 0) /
    scale
  );
}
