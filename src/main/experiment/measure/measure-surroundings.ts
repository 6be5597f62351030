import type { Detector } from '../../engine/engine';
import type { TrainingSurroundings } from '../../engine/jobs/train';

/** What measuring takes from its surroundings. */
export interface MeasureSurroundings extends Pick<
  TrainingSurroundings,
  'threads' | 'cacheFolder' | 'photoWorker' | 'signal'
> {
  /** @param modelFolder absolute. */
  openDetector(modelFolder: string): Promise<Detector>;
}
