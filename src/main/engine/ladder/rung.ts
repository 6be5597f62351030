import type { EngineId } from '../../../shared/engine/status';
import type { LoadedModel } from '../io/model-folder';
import type { OpenTileRunner } from '../detector/tile-runner';

/** What one rung of the ladder found out about this machine. */
export type RungProbe =
  | {
      readonly id: EngineId;
      readonly available: true;
      readonly device: string;
      readonly reason: string;
      /** Makes runners for a model's tiles; called only when the rung is chosen. */
      readonly openModel: (model: LoadedModel) => OpenTileRunner;
      /** Whether training steps run here too. */
      readonly trains: boolean;
    }
  | { readonly id: EngineId; readonly available: false; readonly reason: string };
