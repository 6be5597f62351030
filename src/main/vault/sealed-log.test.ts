import { expect, it } from 'vitest';
import { seal, type FileKeys } from './sealed-file';
import { LOG_START, readLog, sealedLine, type LogEnd } from './sealed-log';

const FILE = '/library/training/run-1/events.jsonl';
const KEYS: FileKeys = { current: new Uint8Array(32).fill(7) };
const WRITTEN = ['{"step":1}', '{"step":2}', '{"step":3}', '{"step":4}'];

function logOf(lines: readonly string[], from: LogEnd = LOG_START): readonly string[] {
  let end = from;
  return lines.map((line) => {
    const sealed = sealedLine(FILE, line, end, KEYS);
    ({ end } = sealed);
    return sealed.line;
  });
}

const read = (stored: readonly string[], file = FILE) =>
  readLog(file, stored.map((line) => `${line}\n`).join(''), KEYS);

/** As an earlier version sealed lines. */
const unbound = (line: string): string =>
  Buffer.from(seal(KEYS.current, 'training/run-1/events.jsonl line', Buffer.from(line))).toString('base64');

it('reads what was written, and knows where to go on', () => {
  const stored = logOf(WRITTEN);
  expect(stored.join('')).not.toContain('step');
  const first = read(stored.slice(0, 2));
  expect(first).toMatchObject({ lines: WRITTEN.slice(0, 2), brokenAt: null });
  const grown = [...stored.slice(0, 2), ...logOf(['{"step":9}'], first.end)];
  expect(read(grown)).toMatchObject({ lines: [...WRITTEN.slice(0, 2), '{"step":9}'], brokenAt: null });
});

it.each<[string, (lines: readonly string[]) => readonly string[], number]>([
  ['left out', ([a, , c, d]) => [a, c, d] as string[], 2],
  ['left out at the beginning', ([, b, c, d]) => [b, c, d] as string[], 1],
  ['swapped', ([a, b, c, d]) => [a, c, b, d] as string[], 2],
  ['repeated', ([a, b, c, d]) => [a, b, b, c, d] as string[], 3],
  ['put in open', ([a, b, c, d]) => [a, b, '{"step":5}', c, d] as string[], 3],
  ['put before all others, open', (lines) => ['{"step":0}', ...lines], 2],
  [
    'put in as an earlier version sealed it',
    ([a, b, c, d]) => [a, unbound('{"step":2}'), b, c, d] as string[],
    2,
  ],
  ['put before all others as an earlier version sealed it', (lines) => [unbound('{"step":0}'), ...lines], 2],
  ['changed', ([a, b = '', c, d]) => [a, `${b.slice(0, -6)}AAAAAA`, c, d] as string[], 2],
])('finds a line that was %s', (_, change, line) => {
  const found = read(change(logOf(WRITTEN)));
  expect(found.brokenAt).toBe(line);
  expect(found.lines).toHaveLength(line - 1);
});

it('opens no line of another run', () => {
  const stored = logOf(WRITTEN);
  expect(read(stored, '/library/training/run-2/events.jsonl')).toMatchObject({ lines: [], brokenAt: 1 });
});

it('takes a last line that was cut short for what a kill leaves', () => {
  const [first = '', second = ''] = logOf(WRITTEN);
  const found = readLog(FILE, `${first}\n${second.slice(0, 40)}`, KEYS);
  expect(found).toMatchObject({ lines: WRITTEN.slice(0, 1), bytes: first.length + 1, brokenAt: null });
});

it('reads the logs of earlier versions, and binds what comes behind to them', () => {
  const older = WRITTEN.slice(0, 2).map(unbound);
  const { end } = read(older);
  const grown = [...older, ...logOf(WRITTEN.slice(2), end)];
  expect(read(grown)).toMatchObject({ lines: WRITTEN, brokenAt: null });
  expect(read([...grown.slice(0, 1), ...grown.slice(2)]).brokenAt).toBe(2);
  expect(read(WRITTEN)).toMatchObject({ lines: WRITTEN, brokenAt: null });
});
