import { expect, it } from 'vitest';
import { inTurn } from './in-turn';

it('begins each piece of work once the one before has ended, well or not, and hands on how each ends', async () => {
  const told: string[] = [];
  let end: () => void = () => undefined;
  const line = inTurn();
  const first = line(async () => {
    told.push('first begins');
    await new Promise<void>((resolve) => (end = resolve));
    told.push('first ends');
    throw new Error('broken');
  });
  const second = line(() => {
    told.push('second');
    return 2;
  });
  await Promise.resolve();
  expect(told).toEqual(['first begins']);
  end();
  await expect(first).rejects.toThrow('broken');
  expect(await second).toBe(2);
  expect(told).toEqual(['first begins', 'first ends', 'second']);
});
