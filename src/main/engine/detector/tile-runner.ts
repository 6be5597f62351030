import type { EngineId } from '../../../shared/engine/status';

export interface EngineInUse {
  readonly id: EngineId;
  readonly device: string;
}

/** Runs the network on tiles of one size. */
export interface TileRunner {
  /** What it computes on, where that may change from run to run. */
  readonly engine?: EngineInUse | undefined;
  /**
   * @param planes the tile as [3, height, width] in [0, 1].
   * @returns what `detectorForward` gives, in logical order; valid until the next call.
   */
  run(planes: Float32Array): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Makes runners for tile sizes; one for each rung of the engine ladder. */
export type OpenTileRunner = (height: number, width: number) => Promise<TileRunner>;
