import type { Inference } from '../../../shared/engine/protocol';
import { loadPixels } from '../../imaging/load-pixels';
import type { Detector, DetectOptions } from '../engine';

/** Decodes a photo at the detector's working size and finds its lesions; the size reported is the photo's own. */
export async function detectFile(
  detector: Detector,
  file: string,
  options: DetectOptions,
): Promise<Inference> {
  const started = performance.now();
  const { signal } = options;
  const photo = await loadPixels(file, { longSide: detector.longSide, ...(signal ? { signal } : {}) });
  const decoded = performance.now();
  const lesions = await detector.detect(photo, options);
  const finished = performance.now();
  return {
    model: { id: detector.info.id, sha256: detector.info.sha256 },
    engine: detector.engine,
    threshold: detector.info.threshold,
    width: photo.fullWidth,
    height: photo.fullHeight,
    ms: { decode: decoded - started, infer: finished - decoded, total: finished - started },
    lesions: [...lesions],
  };
}
