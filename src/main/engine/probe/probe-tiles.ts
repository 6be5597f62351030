import { constants, setPriority } from 'node:os';
import type { ProbeTask } from '../../../shared/engine/probe';
import { readLibraryFilesWith } from '../../vault/library-files';
import { receivedKeys } from '../../vault/sent-keys';
import { compiledTileRunner } from '../detector/compiled-tile-runner';
import type { TileRunner } from '../detector/tile-runner';
import { readAnyDetectorFolder } from '../io/model-folder';
import { tileOpener } from '../ladder/tile-opener';
import { seededRandom } from '../ml/random';
import { compareOutputs, type EngineComparison } from './compare-outputs';

type TilesTask = Extract<ProbeTask, { kind: 'tiles' }>;

/** Timed runs after the first, which compiles shaders and chooses algorithms. */
const RUNS = 3;
const SEED = 1;

/**
 * Runs a detector on one tile of noise, on the processor and on another engine.
 * @throws Error where the engine cannot run it.
 */
export async function probeTiles(task: TilesTask): Promise<EngineComparison> {
  // Somebody may be waiting for an analysis meanwhile. Both engines are timed under the same conditions.
  setPriority(constants.priority.PRIORITY_LOW);
  const { height, width, threads } = task;
  if (task.pictureKeys) readLibraryFilesWith(receivedKeys(task.pictureKeys));
  const model = await readAnyDetectorFolder(task.modelFolder);
  const planes = Float32Array.from({ length: 3 * height * width }, seededRandom(SEED));
  const processor = await timeRunner(await compiledTileRunner(model, { threads })(height, width), planes);
  const engine = await timeRunner(await tileOpener(task, model)(height, width), planes);
  return compareOutputs(engine, processor);
}

async function timeRunner(runner: TileRunner, planes: Float32Array) {
  const output = Float32Array.from(await runner.run(planes));
  const times: number[] = [];
  while (times.length < RUNS) {
    const start = performance.now();
    await runner.run(planes);
    times.push(performance.now() - start);
  }
  await runner.close();
  return { output, ms: times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? NaN };
}
