import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import * as starts from '../../../src/main/app/unended-starts';
import { temporaryFolder } from '../../helpers/temporary-folder';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const log: string[] = [];
const countStart = (data: string): number => starts.countStart(data, (line) => log.push(line));
const endedWell = (data: string): void => starts.endedWell(data, (line) => log.push(line));

it('counts starts in a row that did not end well, whatever else became of the record', () => {
  const data = join(folder.path, 'data');
  mkdirSync(data);
  expect([countStart(data), countStart(data), countStart(data)]).toEqual([0, 1, 2]);
  endedWell(data);
  expect(countStart(data)).toBe(0);
  writeFileSync(join(data, starts.UNENDED_STARTS_FILE), 'half a rec');
  expect([countStart(data), countStart(data)]).toEqual([0, 1]);
});

it('keeps the app neither from starting nor from closing where nothing can be written', () => {
  const data = join(folder.path, 'full');
  // In the way of what is written in place of the record.
  mkdirSync(join(data, `${starts.UNENDED_STARTS_FILE}.${process.pid}.partial`), { recursive: true });
  expect(countStart(data)).toBe(0);
  endedWell(data);
  expect(log).toHaveLength(2);
});
