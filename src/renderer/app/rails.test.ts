import { expect, it } from 'vitest';
import { afterToggle, railsShown, type Rails } from './rails';

const rails: Rails = { showGallery: true, showPanel: true, front: 'panel', hasPanel: true };

it('stand both beside the photo where there is room', () => {
  expect(railsShown(rails, false)).toEqual({ gallery: true, panel: true });
  expect(railsShown(afterToggle(rails, 'gallery', false), false)).toEqual({ gallery: false, panel: true });
  expect(railsShown(afterToggle(rails, 'panel', false), false)).toEqual({ gallery: true, panel: false });
});

it('take turns where there is not, and both come back with the room', () => {
  expect(railsShown(rails, true)).toEqual({ gallery: false, panel: true });
  const turned = afterToggle(rails, 'gallery', true);
  expect(railsShown(turned, true)).toEqual({ gallery: true, panel: false });
  expect(railsShown(turned, false)).toEqual({ gallery: true, panel: true });
  expect(railsShown(afterToggle(turned, 'panel', true), true)).toEqual({ gallery: false, panel: true });
});

it('leave the photo alone when the one that is shown is hidden and the other was', () => {
  const alone = afterToggle({ ...rails, showGallery: false }, 'panel', true);
  expect(railsShown(alone, true)).toEqual({ gallery: false, panel: false });
});

it('do not hide the gallery for the panel of a photo that is not up', () => {
  expect(railsShown({ ...rails, hasPanel: false }, true).gallery).toBe(true);
});
