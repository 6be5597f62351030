import { expect, test } from 'vitest';
import { timeImport } from './time-import';

test('photos come out the same through the process that reads them, with the native build of sharp', async () => {
  expect.hasAssertions();
  const told = await timeImport('node');
  process.stdout.write(told);
});
