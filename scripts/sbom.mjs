#!/usr/bin/env node
import { runCommand } from './bootstrap/failure.mjs';
import { repository } from './bootstrap/folders.mjs';
import { npm, npmFailure } from './bootstrap/npm.mjs';
import { packageVersion } from './bootstrap/electron-official.mjs';
import { prepareEngine } from './bootstrap/prepare.mjs';
import { shippedPackages } from './dist/notices.mjs';
import { shippedBill } from './dist/shipped-bill.mjs';

/** `npm run sbom`: prints what Macule's packages consist of, as CycloneDX JSON, from the lock file and the build. */
await runCommand(async () => {
  await prepareEngine();
  const args = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
  const made = await npm([...args, '--loglevel=error'], { cwd: repository });
  if (!made.ok) throw npmFailure('Listing the packages', made.output);
  const shipped = [...shippedPackages(), { name: 'electron', version: packageVersion() }];
  process.stdout.write(`${JSON.stringify(shippedBill(JSON.parse(made.stdout), shipped), null, 2)}\n`);
  return 0;
});
