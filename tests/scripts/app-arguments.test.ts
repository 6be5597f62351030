import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { appArguments } from '../../scripts/bootstrap/app-arguments.mjs';

const at = (name: string): string => resolve('/home/anna', name);

test('paths become absolute, switches stay as they are', () => {
  expect(appArguments(['a.jpg', '../b c.png', '--capture', 'out.png', '--lang=de'], '/home/anna')).toEqual([
    at('a.jpg'),
    resolve('/home/b c.png'),
    '--capture',
    at('out.png'),
    '--lang=de',
  ]);
  expect(appArguments(['--capture=out.png', '/x/y.jpg'], '/home/anna')).toEqual([
    `--capture=${at('out.png')}`,
    '/x/y.jpg',
  ]);
});
