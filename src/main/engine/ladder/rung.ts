import type { EngineId } from '../../../shared/engine/status';
import type { AnyDetector } from '../io/model-folder';
import type { OpenTileRunner } from '../detector/tile-runner';
import type { OpenTrainer } from '../training/trainer';

/** What one rung of the ladder found out about this machine. */
export type RungProbe =
  | {
      readonly id: EngineId;
      readonly available: true;
      readonly device: string;
      readonly reason: string;
      /** Whether it may be used before it has been compared with the processor on the very graph. */
      readonly trusted: boolean;
      /** Absolute path of TensorFlow's main file, where the rung is TensorFlow's. */
      readonly tensorflow: string | null;
      /** Makes runners for a model's tiles; called only when the rung is chosen. */
      readonly openModel: (model: AnyDetector) => OpenTileRunner;
      /** Opens a training run's state; null where training steps cannot run here. */
      readonly openTrainer: OpenTrainer | null;
    }
  | { readonly id: EngineId; readonly available: false; readonly reason: string };

export type AvailableRung = Extract<RungProbe, { available: true }>;
export type TrainingRung = AvailableRung & { readonly openTrainer: OpenTrainer };

export const isAvailable = (rung: RungProbe): rung is AvailableRung => rung.available;
export const trainsHere = (rung: AvailableRung): rung is TrainingRung => rung.openTrainer !== null;
