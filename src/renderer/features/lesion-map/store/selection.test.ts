import { expect, it } from 'vitest';
import type { Mark } from './mark';
import { selectedIds, selectionOf, withinShown, withMore, withToggled } from './selection';

const mark = (id: string): Mark => ({
  ...{ id, kind: 'lesion', type: null },
  box: { x: 0, y: 0, width: 1, height: 1 },
});
const ids = (selection: ReturnType<typeof selectionOf>) => [...selectedIds(selection)].sort().join('');

it('takes a lesion in and out, and walks on from the last one', () => {
  const two = withToggled(selectionOf(['a']), 'b');
  expect(ids(two)).toBe('ab');
  expect(two.selectedId).toBe('b');
  expect(ids(withToggled(two, 'b'))).toBe('a');
  expect(withToggled(two, 'b').selectedId).toBe('a');
  expect(withToggled(selectionOf(['a']), 'a').selectedId).toBeNull();
});

it('adds lesions once each', () => {
  expect(ids(withMore(selectionOf(['a', 'b']), ['b', 'c']))).toBe('abc');
  expect(ids(withMore(selectionOf([]), []))).toBe('');
});

it('lets go of what is no longer shown, and is the same where all is', () => {
  const selection = selectionOf(['a', 'b']);
  expect(withinShown(selection, [mark('a'), mark('b'), mark('c')])).toBe(selection);
  expect(ids(withinShown(selection, [mark('a')]))).toBe('a');
  expect(withinShown(selection, []).selectedId).toBeNull();
});
