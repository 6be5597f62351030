import { expect, it } from 'vitest';
import { igaWorking } from './iga-working';

it('says the limits of each grade', () => {
  expect(([0, 1, 2, 3, 4] as const).map(igaWorking)).toEqual([
    'No lesion.',
    'At most 5 comedones, 1 papule or pustule, 0 nodules.',
    'At most 20 comedones, 10 papules or pustules, 0 nodules.',
    'At most 100 comedones, 50 papules or pustules, 1 nodule.',
    'More than the limits of grade 3.',
  ]);
});
