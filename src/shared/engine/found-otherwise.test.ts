import { expect, it } from 'vitest';
import { isFoundOtherwise } from './found-otherwise';

const inUse = { id: 'm', sha256: 'weights', identity: 'now', title: 'M', threshold: 0.3 };
const source = (sha256: string, identity: string | undefined, threshold: number) => ({
  ...{
    model: { id: 'm', sha256, ...(identity === undefined ? {} : { identity }) },
    threshold,
    appVersion: '1',
  },
  engine: { id: 'cpu', device: 'test' },
});

it.each([
  [source('weights', 'now', 0.3), false],
  [source('weights', 'before', 0.3), true],
  [source('weights', undefined, 0.3), false],
  [source('weights', undefined, 0.4), true],
  // Another model's lesions are its own.
  [source('other', 'before', 0.4), false],
])('%o: %s', (found, otherwise) => {
  expect(isFoundOtherwise(found, inUse)).toBe(otherwise);
});
