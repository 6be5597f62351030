import type { EngineId } from '../../../shared/engine/status';
import { record } from '../compiler/record';
import { probeLadder } from '../ladder/probe-ladder';
import { runTask } from '../probe/run-task';
import { findTensorflow, TENSORFLOW_VARIABLE } from '../ladder/find-tensorflow';
import { loadTensorflow } from '../ladder/load-tensorflow';
import { useWasmBackend } from '../ladder/tensorflow-wasm';
import type { ParameterSpec } from '../ml/nn/parameter';
import { seededRandom } from '../ml/random';
import type { Provider } from '../runtime/providers';
import { Session, zeroTensor } from '../runtime/session';
import type { BenchCase } from './bench-case';
import { benchNetwork, type BenchNetwork } from './bench-networks';
import { inferenceContext, runEagerly } from './eager-run';
import type { BenchOrder } from './order';
import { openPhotoCase } from './photo-case';
import { randomWeights } from './random-weights';

/** What ONNX Runtime runs a compiled engine on; the other engines compute eagerly. */
const PROVIDERS: Readonly<Partial<Record<EngineId, Provider>>> = {
  'onnxruntime-cuda': 'cuda',
  'onnxruntime-directml': 'dml',
  'onnxruntime-coreml': 'coreml',
  'onnxruntime-webgpu': 'webgpu',
  'onnxruntime-cpu': 'cpu',
};

const SEED = 1;
const NORM_LIMIT = 10;

/** Prepares what an order asks for. The same seed gives every engine the same weights and pictures. */
export async function openBenchCase(order: BenchOrder): Promise<BenchCase> {
  if (order.network === 'photo') return openPhotoCase(order);
  const network = benchNetwork(order.network, order.side);
  if (order.phase === 'train') return training(network, order);
  const provider = PROVIDERS[order.engine];
  return provider ? compiledInference(network, order, provider) : eagerInference(network, order);
}

const parameterCount = (specs: readonly ParameterSpec[]): number =>
  specs
    .filter(({ role }) => role !== 'statistic')
    .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);

/** Planes [batch, 3, side, side] in [0, 1]. */
const randomPictures = ({ batch, side }: BenchOrder): Float32Array =>
  Float32Array.from({ length: batch * 3 * side * side }, seededRandom(SEED));

async function compiledInference(
  network: BenchNetwork,
  order: BenchOrder,
  provider: Provider,
): Promise<BenchCase> {
  const weights = randomWeights(network, SEED);
  const shape = [order.batch, network.side, network.side, 3];
  const graph = record(({ input }) =>
    network
      .forward(inferenceContext(weights), input({ name: 'picture', shape, layout: 'image' }))
      .map((tensor, index) => ({ name: `output${index}`, tensor })),
  );
  const session = await Session.open(graph, { threads: order.threads, provider });
  const [spec] = graph.inputs;
  if (!spec) throw new Error('The recorded network has no input.');
  const picture = zeroTensor(spec);
  (picture.data as Float32Array).set(randomPictures(order));
  const outputs = session.allocateOutputs();
  return {
    parameters: parameterCount([...weights.values()].map(({ spec: parameter }) => parameter)),
    run: () => session.run({ picture }, outputs),
    outputs: () => graph.outputs.flatMap(({ name }) => Array.from(outputs[name]?.data as Float32Array)),
  };
}

function eagerInference(network: BenchNetwork, order: BenchOrder): BenchCase {
  const backend = loadBackend(order);
  const weights = randomWeights(network, SEED);
  const planes = randomPictures(order);
  let last: readonly Float32Array[] = [];
  return {
    parameters: parameterCount([...weights.values()].map(({ spec }) => spec)),
    run: async () => {
      last = await runEagerly(backend, weights, planes, network, order.batch);
    },
    outputs: () => last.flatMap((values) => Array.from(values)),
  };
}

/** Registers the TensorFlow.js backend of an eager engine. */
function loadBackend({ engine, threads }: BenchOrder): string {
  if (engine === 'tfjs-wasm') {
    useWasmBackend();
    return 'wasm';
  }
  const { entry } = findTensorflow(process.env[TENSORFLOW_VARIABLE]);
  if (entry === null) throw new Error('TensorFlow is not installed on this computer.');
  loadTensorflow(entry, threads);
  return 'tensorflow';
}

async function training(network: BenchNetwork, order: BenchOrder): Promise<BenchCase> {
  const program = network.program(order.batch);
  // Before the probe: TensorFlow takes its threads from the first that loads it.
  const native = order.engine.startsWith('tfjs-node');
  if (native) loadBackend(order);
  const probes = await probeLadder({
    threads: order.threads,
    // This is a process of its own already.
    runProbe: (task) => runTask(task),
    tryTensorflow: native,
  });
  const rung = probes.find(({ id }) => id === order.engine);
  if (!rung?.available || !rung.openTrainer) throw new Error(`The engine ${order.engine} cannot train here.`);
  // No moving average: PyTorch's side keeps none either.
  const options = { seed: SEED, normLimit: NORM_LIMIT, averaging: false };
  const trainer = await rung.openTrainer(program, options);
  const random = seededRandom(SEED);
  for (const { name } of program.batch) {
    trainer.batchArray(name).forEach((_, index, values) => (values[index] = random()));
  }
  let losses: Readonly<Record<string, number>> = {};
  return {
    parameters: parameterCount(trainer.parameters),
    run: async () => {
      losses = await trainer.run(1e-4);
    },
    outputs: () => Object.values(losses),
  };
}
