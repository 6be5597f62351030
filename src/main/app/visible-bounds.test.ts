import { expect, it } from 'vitest';
import { visibleBounds } from './visible-bounds';

const screen = { x: 0, y: 0, width: 1280, height: 800 };

it('puts the window where it was', () => {
  const remembered = { x: 100, y: 50, width: 1000, height: 700 };
  expect(visibleBounds(remembered, [screen])).toEqual(remembered);
});

it('forgets a place on a screen that is gone, and fits the window to the screen', () => {
  expect(visibleBounds({ x: 3000, y: 0, width: 1000, height: 700 }, [screen])).toEqual({
    width: 1280,
    height: 800,
  });
  expect(visibleBounds({ x: 1270, y: 790, width: 1000, height: 700 }, [screen])).toEqual({
    width: 1280,
    height: 800,
  });
  expect(visibleBounds(null, [{ ...screen, width: 3840, height: 2160 }])).toEqual({
    width: 1440,
    height: 900,
  });
});
