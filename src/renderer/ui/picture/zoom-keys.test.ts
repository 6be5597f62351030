import { expect, it } from 'vitest';
import { panOf } from './zoom-keys';

it('Shift with an arrow brings up what lies there', () => {
  expect(panOf({ key: 'ArrowRight', shiftKey: true })).toEqual([-80, 0]);
  expect(panOf({ key: 'ArrowUp', shiftKey: true })).toEqual([0, 80]);
  expect(panOf({ key: 'ArrowRight', shiftKey: false })).toBeNull();
  expect(panOf({ key: '+', shiftKey: true })).toBeNull();
});
