import { expect, it } from 'vitest';
import { withoutPaths } from './without-paths';

it.each([
  ["ENOENT, open '/home/anna/Photos/Mrs Smith 3.jpg'", "ENOENT, open '<path>'"],
  ['opened C:\\Users\\anna\\Mrs Smith.jpg', 'opened <path>'],
  ['opened \\\\server\\share\\Mrs Smith.jpg', 'opened <path>'],
  ['see file:///home/anna/a.jpg', 'see <path>'],
  ['    at run (/opt/macule/out/main/index.js:10:3)', '    at run (out/main/index.js:10:3)'],
  ['engine: it ended with code 7; restart in 250 ms', 'engine: it ended with code 7; restart in 250 ms'],
  ['1 / 2 tiles and/or more', '1 / 2 tiles and/or more'],
])('%s', (line, expected) => {
  expect(withoutPaths(line)).toBe(expected);
});
