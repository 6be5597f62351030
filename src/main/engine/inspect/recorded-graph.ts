import { BENCH_NETWORK_NAMES, benchNetwork } from '../bench/bench-networks';
import { inferenceContext } from '../bench/eager-run';
import { randomWeights } from '../bench/random-weights';
import type { Graph } from '../compiler/graph/graph';
import { record, type RecordedProgram } from '../compiler/record';
import { detectorForward } from '../detector/forward';
import { TILE_LIMITS } from '../detector/tiled-detector';
import { findModelFolder } from '../io/find-model-folder';
import { readAnyDetectorFolder, type AnyDetector } from '../io/model-folder';
import { SEED_SIDE } from '../ml/models/seed-cnn';
import { lesionDetectorProgram } from '../training/lesion-detector-program';
import { DETECTOR_SETTINGS } from '../training/families/lesion-detector-family';
import type { TrainingProgram } from '../training/program';
import { recordTrainingStep } from '../training/record-step';
import { yoloProgram } from '../training/yolo-program';

export const PHASES = ['infer', 'train'] as const;
export type Phase = (typeof PHASES)[number];

const SEED = 1;
/** Objects a picture that a training step is shown for. */
const GRAPH_OBJECTS = 16;

/** As the detector is trained. */
const UPDATE = { normLimit: DETECTOR_SETTINGS.normLimit };

export interface GraphChoice {
  /** A network of the benchmark, a shipped model, or a model folder. */
  readonly model: string;
  readonly phase: Phase;
  readonly modelsFolder: string;
}

/**
 * The graph of a model as it is recorded, before any pass: inference on one picture or tile of the largest
 * size, or a whole training step. It is recorded twice to be sure that nothing in it was drawn at random.
 * @throws MaculeError `model-unavailable`; RecordingError.
 */
export async function recordedGraph({ model, phase, modelsFolder }: GraphChoice): Promise<Graph> {
  return BENCH_NETWORK_NAMES.includes(model)
    ? networkGraph(model, phase)
    : detectorGraph(findModelFolder(modelsFolder, model), phase);
}

const recordChecked = (program: RecordedProgram): Graph => record(program, { checkRandomness: true });

function networkGraph(name: string, phase: Phase): Graph {
  const network = benchNetwork(name, SEED_SIDE);
  if (phase === 'train') {
    const program = network.program(network.trainBatch);
    return recordTrainingStep(program, UPDATE, { checkRandomness: true }).graph;
  }
  const context = inferenceContext(randomWeights(network, SEED));
  return recordChecked(({ input }) =>
    network
      .forward(context, input({ name: 'picture', shape: [1, SEED_SIDE, SEED_SIDE, 3], layout: 'image' }))
      .map((tensor, index) => ({ name: `output${index}`, tensor })),
  );
}

async function detectorGraph(folder: string, phase: Phase): Promise<Graph> {
  const model = await readAnyDetectorFolder(folder);
  const { description } = model;
  if (phase === 'train') {
    return recordTrainingStep(detectorProgram(description), UPDATE, { checkRandomness: true }).graph;
  }
  const side = description.task === 'yolov8' ? description.side : TILE_LIMITS.longest;
  return recordChecked(({ input }) => {
    const picture = input({ name: 'picture', shape: [1, side, side, 3], layout: 'image' });
    return [{ name: 'found', tensor: detectorForward(model, picture) }];
  });
}

function detectorProgram(description: AnyDetector['description']): TrainingProgram {
  const { batchSize, side: tileSide } = DETECTOR_SETTINGS;
  if (description.task === 'lesion-detector')
    return lesionDetectorProgram(description.shape, batchSize, tileSide);
  const { scale, side, classes } = description;
  return yoloProgram({ scale, side, batchSize, classes: classes.length, mostObjects: GRAPH_OBJECTS });
}
