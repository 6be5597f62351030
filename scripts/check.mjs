#!/usr/bin/env node
import { runCommand } from './bootstrap/failure.mjs';
import { preparePackages } from './bootstrap/prepare.mjs';
import { checkAll } from './testing/checks.mjs';

/** `npm run check`: the whole gate but the tests. */
await runCommand(async () => {
  await preparePackages();
  return (await checkAll()) === 0 ? 0 : 1;
});
