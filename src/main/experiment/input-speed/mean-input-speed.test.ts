import { expect, it } from 'vitest';
import { meanInputSpeed } from './mean-input-speed';

it('means what was told after the first event, which holds the start', () => {
  const steps = [
    { engineBusy: 0.2, photosPerSecond: 1 },
    { engineBusy: 0.9, photosPerSecond: 4 },
    { engineBusy: 1, photosPerSecond: 6 },
  ];
  expect(meanInputSpeed(steps)).toEqual({ engineBusy: 0.95, photosPerSecond: 5 });
});

it('says nothing about a run that told too little', () => {
  expect(() => meanInputSpeed([{ engineBusy: 1, photosPerSecond: 1 }])).toThrow(RangeError);
});
