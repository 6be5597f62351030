import { expect, it } from 'vitest';
import type { Mark } from '../store/mark';
import { markAt } from './hit-test';

const mark = (id: string, x: number, y: number, side: number): Mark => ({
  id,
  kind: 'lesion',
  type: 'papule',
  box: { x, y, width: side, height: side },
});
const view = { scale: 2, x: 10, y: 20 };
const marks = [mark('small', 60, 60, 20), mark('large', 40, 40, 100)];
/** Photo pixels to screen pixels under `view`. */
const screen = (x: number, y: number) => ({ x: x * 2 + 10, y: y * 2 + 20 });

it('takes the smallest of those that hold the point, whatever their order', () => {
  expect(markAt(marks, screen(70, 70), view, 'box', 14)?.id).toBe('small');
  expect(markAt(marks.toReversed(), screen(70, 70), view, 'box', 14)?.id).toBe('small');
  expect(markAt(marks, screen(120, 120), view, 'box', 14)?.id).toBe('large');
});

it('the corner of a box is outside its ellipse', () => {
  expect(markAt(marks, screen(42, 42), view, 'box', 14)?.id).toBe('large');
  expect(markAt(marks, screen(42, 42), view, 'ellipse', 14)).toBeNull();
});

it('finds nothing beside them', () => {
  expect(markAt(marks, screen(300, 70), view, 'box', 14)).toBeNull();
});

it('a lesion of one pixel is as easy to hit as its outline is wide', () => {
  const tiny = [mark('tiny', 50, 50, 1)];
  expect(markAt(tiny, { x: screen(50, 50).x + 8, y: screen(50, 50).y + 1 }, view, 'ellipse', 14)?.id).toBe(
    'tiny',
  );
});
