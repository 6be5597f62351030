#!/usr/bin/env node
import { runCommand } from './bootstrap/failure.mjs';
import { say } from './bootstrap/say.mjs';
import { buildBinding } from './tensorflow-node/build-binding.mjs';
import { readOptions, USAGE } from './tensorflow-node/options.mjs';

/** `npm run tensorflow-node [-- --help]`: compiles TensorFlow’s Node binding; see docs/tensorflow-node.md. */
await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd());
  if (options === undefined) {
    process.stdout.write(USAGE);
    return 0;
  }
  const { version, gpu } = await buildBinding(options);
  say(`built for TensorFlow ${version}, which computes on ${gpu ? 'a graphics card' : 'the processor'} here`);
  process.stdout.write(`export MACULE_TENSORFLOW=${JSON.stringify(options.into)}\n`);
  return 0;
});
