import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { removeLeftParts } from '../../../src/main/vault/remove-left-parts';
import { temporaryFolder } from '../../helpers/temporary-folder';

const folder = temporaryFolder();
afterAll(() => folder.remove());

it('only parts of this file, and only of processes that have ended, are removed', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const kept = [
    'weights.bin',
    `weights.bin.${process.pid}.part`,
    `weights.bin.${process.ppid}.part`,
    `other.bin.${dead}.part`,
    'weights.bin.part',
    `weights.bin.${dead}.other`,
  ];
  for (const name of [...kept, `weights.bin.${dead}.part`]) writeFileSync(join(folder.path, name), '');
  await removeLeftParts(join(folder.path, 'weights.bin'));
  expect(readdirSync(folder.path).sort()).toEqual([...kept].sort());
  await removeLeftParts(join(folder.path, 'nowhere', 'weights.bin'));
});
