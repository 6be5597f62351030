import { expect, it } from 'vitest';
import { ReadAhead } from '../../../src/main/engine/detector/read-ahead';
import type { LoadedPhoto } from '../../../src/main/imaging/load-pixels';
import { MaculeError } from '../../../src/shared/errors';

const photo = (width: number): LoadedPhoto => ({
  ...{ width, height: 1, fullWidth: width, fullHeight: 1 },
  data: new Uint8Array(3 * width),
});
const unreadable = (file: string): MaculeError =>
  new MaculeError({ kind: 'unreadable-file', message: 'Damaged.', file, retryable: false });

function reader() {
  const asked: string[] = [];
  const ahead = new ReadAhead((file, { longSide = 0 } = {}) => {
    asked.push(`${file} ${longSide}`);
    return file === 'broken' ? Promise.reject(unreadable(file)) : Promise.resolve(photo(file.length));
  });
  return { ahead, asked };
}

it('begins with the next photo once one is read, and reads none twice', async () => {
  const { ahead, asked } = reader();
  await ahead.read('a', { longSide: 8 }, 'bb');
  expect(asked).toEqual(['a 8', 'bb 8']);
  expect((await ahead.read('bb', { longSide: 8 }, null)).width).toBe(2);
  expect(asked).toHaveLength(2);
});

it('reads anew what was not expected, or expected at another size', async () => {
  const { ahead, asked } = reader();
  await ahead.read('a', { longSide: 8 }, 'bb');
  expect((await ahead.read('ccc', { longSide: 8 }, 'bb')).width).toBe(3);
  await ahead.read('bb', { longSide: 4 }, null);
  expect(asked).toEqual(['a 8', 'bb 8', 'ccc 8', 'bb 8', 'bb 4']);
});

it('tells a failure to whoever asks for that photo, and to nobody else', async () => {
  const { ahead } = reader();
  expect((await ahead.read('a', { longSide: 8 }, 'broken')).width).toBe(1);
  await expect(ahead.read('broken', { longSide: 8 }, 'a')).rejects.toMatchObject({
    failure: { kind: 'unreadable-file', file: 'broken' },
  });
  expect((await ahead.read('a', { longSide: 8 }, null)).width).toBe(1);
});

it('begins with nothing more after a cancellation', async () => {
  const { ahead, asked } = reader();
  const abort = new AbortController();
  abort.abort();
  await ahead.read('a', { longSide: 8, signal: abort.signal }, 'bb');
  expect(asked).toEqual(['a 8']);
});
