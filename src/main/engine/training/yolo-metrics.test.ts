import { expect, it } from 'vitest';
import { yoloMetrics } from './yolo-metrics';

it('has no losses of no photos: 0 would be the best that there is', () => {
  expect(yoloMetrics([])).toEqual({ threshold: 0.3, photos: 0 });
});
