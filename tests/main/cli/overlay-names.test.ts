import { join } from 'node:path';
import { expect, it } from 'vitest';
import { overlayNames } from '../../../src/main/cli/overlay-names';

it('gives each photo a picture of its own, and none the name of a photo that is looked at', () => {
  const photos = ['face.jpg', 'Face.png', 'face-lesions.png'].map((name) => join('photos', name));
  const beside = overlayNames('photos', photos);
  expect(photos.map(beside)).toEqual(
    ['face-lesions-2.png', 'Face-lesions-3.png', 'face-lesions-lesions.png'].map((name) =>
      join('photos', name),
    ),
  );
  const elsewhere = overlayNames('maps', photos);
  expect(photos.map(elsewhere)).toEqual(
    ['face-lesions.png', 'Face-lesions-2.png', 'face-lesions-lesions.png'].map((name) => join('maps', name)),
  );
});
