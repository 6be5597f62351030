import { join } from 'node:path';
import { beforeAll, afterAll, expect, it } from 'vitest';
import { datasetSplitCommand } from '../../../src/main/cli/commands/dataset-split';
import type { CliContext } from '../../../src/main/cli/context';
import { greyJpeg, writeTree } from '../../helpers/dataset-files';
import { temporaryFolder } from '../../helpers/temporary-folder';
import { splitSchema } from './printed-json';

const folder = temporaryFolder();
const data = join(folder.path, 'faces');

beforeAll(async () => {
  const photo = await greyJpeg(64, 64);
  const names = ['Zoë.jpg', 'b.jpg', 'c.jpg'];
  await writeTree(folder.path, {
    'faces/train/_classes.txt': 'papule\n',
    'faces/train/_annotations.txt': names.map((name) => `${name} 1,2,30,40,0\n`).join(''),
    ...Object.fromEntries(names.map((name) => [`faces/train/${name}`, photo])),
    'some.csv': 'photo,person\nb.jpg,1\n',
    'strangers.csv': 'photo;person\nb.jpg;1\nc.jpg;2\n',
    'accents.csv': `photo,person\n${'Zoë'.normalize('NFD')}.jpg,1\nb.jpg,1\nc.jpg,2\n`,
  });
});
afterAll(() => folder.remove());

/** What `macule dataset split` prints in JSON. */
async function split(out: string, ...args: readonly string[]) {
  let printed = '';
  const context: Pick<CliContext, 'stdout' | 'stderr' | 'signal' | 'cores' | 'clock'> = {
    stdout: { write: (text) => (printed += text) },
    stderr: { write: () => undefined },
    signal: new AbortController().signal,
    cores: 1,
    clock: () => 0,
  };
  const command = datasetSplitCommand(context as CliContext, () => undefined);
  const common = ['--data', data, '--out', join(folder.path, out), '--no-pictures', '--json'];
  await command.parseAsync([...common, '--fractions', '0.5,0.5', ...args], { from: 'user' });
  return splitSchema.parse(JSON.parse(printed));
}

it('tells how many photos a table of people says nothing of', async () => {
  const table = join(folder.path, 'some.csv');
  expect((await split('some', '--subjects', table)).skipped).toEqual([
    { file: table, message: 'does not say who is on 2 of the 3 photos' },
  ]);
  expect((await split('nobody asked')).skipped).toEqual([]);
});

it.each([
  ['--subjects', join(folder.path, 'strangers.csv')],
  ['--subject-pattern', '^p[0-9]+'],
])('refuses %s that tells of no photo who is on it', async (...args) => {
  await expect(split('none', ...args)).rejects.toThrow('none of the 3 photos');
});

it('knows a photo again whose name the table writes with its accent as a letter of its own', async () => {
  const { groups, skipped } = await split('accents', '--subjects', join(folder.path, 'accents.csv'));
  expect([groups, skipped]).toEqual([2, []]);
});
