import { expect, it } from 'vitest';
import { afterProgress, isImporting } from './import-store';

const progress = (done: number) => ({ done, total: 3, fileName: 'a.jpg', secondsLeft: null });
const idle = { asked: 0, unasked: false, progress: null, report: null };

it('an open file dialog is not an import yet', () => {
  expect(isImporting({ ...idle, asked: 1 })).toBe(false);
  expect(
    isImporting({ ...idle, asked: 1, ...afterProgress({ asked: 1, unasked: false }, progress(0)) }),
  ).toBe(true);
});

it('progress that nobody asked for is an import by main', () => {
  expect(afterProgress(idle, progress(0))).toEqual({ unasked: true, progress: progress(0) });
});

it('a last event that comes after the answer starts nothing', () => {
  expect(afterProgress(idle, progress(3))).toEqual({});
});
