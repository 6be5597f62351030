// Before anything loads sharp.
import '../helpers/webassembly-sharp';
import { expect, test } from 'vitest';
import { timeImport } from './time-import';

test('photos come out the same through the process that reads them, with sharp’s WebAssembly', async () => {
  expect.hasAssertions();
  const told = await timeImport('electron');
  process.stdout.write(told);
});
