import type { AnyDetector } from '../io/model-folder';
import type { Ladder } from '../ladder/ladder';
import type { AvailableRung } from '../ladder/rung';
import type { TileGraph } from '../ladder/test-engine';
import { isOutOfMemory } from '../runtime/out-of-memory';
import { encodedTile } from './encoded-tile';
import type { EngineInUse, TileRunner } from './tile-runner';

interface Opened {
  readonly rung: AvailableRung;
  readonly runner: TileRunner;
  /** Of the ladder, when this was chosen. */
  readonly version: number;
}

/**
 * Runs a detector's tiles of one size on the best engine that may be used, changes to a better one between two
 * tiles, and to the next one where an engine fails.
 */
export class LadderTileRunner implements TileRunner {
  private opened: Opened | null = null;
  private readonly graph: TileGraph;

  constructor(
    private readonly ladder: Ladder,
    private readonly model: AnyDetector,
    { modelFolder, height, width }: Omit<TileGraph, 'digest'>,
  ) {
    // Without engines to test, graphs need no names.
    const digest = ladder.hasTests ? encodedTile(model, height, width).encoded.digest : '';
    this.graph = { digest, modelFolder, height, width };
  }

  get engine(): EngineInUse | undefined {
    return this.opened?.rung;
  }

  async run(planes: Float32Array): Promise<Float32Array> {
    for (;;) {
      const { rung, runner } = await this.open();
      const done = this.ladder.markWork(rung, this.graph);
      try {
        return await runner.run(planes);
      } catch (thrown) {
        await this.close();
        await this.passOver(rung, thrown);
      } finally {
        done();
      }
    }
  }

  async close(): Promise<void> {
    const opened = this.opened;
    this.opened = null;
    await opened?.runner.close();
  }

  private async open(): Promise<Opened> {
    const { ladder, graph } = this;
    for (;;) {
      const before = this.opened;
      if (before?.version === ladder.version) return before;
      const { version } = ladder;
      const [rung] = ladder.order(graph);
      if (!rung) throw new Error('No engine is left that could run the detector.');
      if (before && rung.id === before.rung.id) return (this.opened = { ...before, version });
      await this.close();
      const done = ladder.markWork(rung, graph);
      try {
        const runner = await rung.openModel(this.model)(graph.height, graph.width);
        ladder.use(rung.id);
        return (this.opened = { rung, runner, version });
      } catch (thrown) {
        await this.passOver(rung, thrown);
      } finally {
        done();
      }
    }
  }

  /**
   * Leaves a rung that failed, where another one is left.
   * @throws what the rung threw, where memory ran out on a processor: smaller tiles may help, another engine not.
   */
  private async passOver(rung: AvailableRung, thrown: unknown): Promise<void> {
    if (rung.trusted && isOutOfMemory(thrown)) throw thrown;
    await this.ladder.failed(rung, this.graph, thrown);
    if (this.ladder.order(this.graph).length === 0) throw thrown;
  }
}
