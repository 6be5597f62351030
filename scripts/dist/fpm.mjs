#!/usr/bin/env node
/**
 * Stands in for fpm where that cannot be downloaded: takes the options that electron-builder passes for a deb or an rpm
 * and has the system's own tools make it. What goes where, what is run after installing and what it depends on is
 * electron-builder's.
 */
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeDeb } from './fpm-deb.mjs';
import { fpmOptions } from './fpm-options.mjs';
import { makeRpm } from './fpm-rpm.mjs';

const options = fpmOptions(process.argv.slice(2));
const stage = mkdtempSync(`${options.one('--package')}-`);
try {
  for (const { from, to } of options.sources) {
    const place = join(stage, to);
    mkdirSync(dirname(place), { recursive: true });
    cpSync(from, place, { recursive: true, verbatimSymlinks: true });
    if (statSync(place).isFile()) chmodSync(place, 0o644);
  }
  chmodSync(stage, 0o755);
  const make = options.one('-t') === 'rpm' ? makeRpm : makeDeb;
  process.exitCode = make(options, stage) ? 0 : 1;
} finally {
  rmSync(stage, { recursive: true, force: true });
}
