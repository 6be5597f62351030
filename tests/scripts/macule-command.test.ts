import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const script = join(resolve(import.meta.dirname, '../..'), 'scripts/macule.mjs');

const macule = (...args: readonly string[]) =>
  new Promise<{ readonly code: number; readonly stdout: string }>((done) => {
    const child = execFile(process.execPath, [script, ...args], (_, stdout) => {
      done({ code: child.exitCode ?? -1, stdout });
    });
  });

test('macule doctor --json prints JSON and nothing else', async () => {
  const { code, stdout } = await macule('doctor', '--json');
  expect(code).toBe(0);
  expect(Object.keys(JSON.parse(stdout) as object)).toEqual(
    expect.arrayContaining(['versions', 'engines', 'chosen']),
  );
});

test('the exit code of the command is passed on', async () => {
  expect((await macule('predict', '/there/is/no/photo.jpg', '--json')).code).toBe(2);
});
