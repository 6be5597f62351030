#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BootstrapFailure, runCommand } from './bootstrap/failure.mjs';
import { prepareEngine } from './bootstrap/prepare.mjs';
import { defaultFolder } from './tensorflow-node/options.mjs';
import { vitest } from './testing/vitest.mjs';

/**
 * `npm run tensorflow-node:test [-- part of a file name …]`: the parity suite with TensorFlow's own library as the
 * reference. Takes the binding in the folder that MACULE_TENSORFLOW names, else the one in the usual place.
 */
await runCommand(async () => {
  await prepareEngine(); // The rung is tried in the built probe.
  const folder = process.env['MACULE_TENSORFLOW'] || defaultFolder();
  if (!existsSync(join(folder, 'build.json'))) {
    throw new BootstrapFailure(`there is no binding in ${folder}.`, 'Build one: npm run tensorflow-node');
  }
  const { failed } = await vitest('tensorflow-node', process.argv.slice(2), { MACULE_TENSORFLOW: folder });
  return failed === 0 ? 0 : 1;
});
