import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { countStart, endedWell, UNENDED_STARTS_FILE } from '../../../src/main/app/unended-starts';
import { temporaryFolder } from '../../helpers/temporary-folder';

const folder = temporaryFolder();
afterAll(() => folder.remove());

it('counts starts in a row that did not end well, whatever else became of the record', () => {
  const data = join(folder.path, 'data');
  mkdirSync(data);
  expect([countStart(data), countStart(data), countStart(data)]).toEqual([0, 1, 2]);
  endedWell(data);
  expect(countStart(data)).toBe(0);
  writeFileSync(join(data, UNENDED_STARTS_FILE), 'half a rec');
  expect([countStart(data), countStart(data)]).toEqual([0, 1]);
});
