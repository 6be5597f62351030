import { expect, it } from 'vitest';
import { leakageStem } from './leakage-stem';

it.each([
  ['levle0_103_jpg.rf.e763.jpg', 'levle0_103'],
  ['levle0_103.jpg', 'levle0_103'],
  ['levle1_10_crop2.png', 'levle1_10'],
  ['acne-12_jpeg.rf.0a1b.jpg', 'acne-12'],
  ['face_png.rf.77.jpg', 'face'],
  ['IMG_0042.HEIC', 'IMG_0042'],
  ['00639', '00639'],
  ['dr.smith.visit.jpg', 'dr.smith.visit'],
])('%s belongs to %s', (name, stem) => {
  expect(leakageStem(name)).toBe(stem);
});
