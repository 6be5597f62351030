import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withLock } from '../../scripts/bootstrap/lock.mjs';
import { withFolder } from '../helpers/pictures';

test('one set-up at a time: the second begins when the first has ended, and is told to wait', async () => {
  await withFolder(async (folder) => {
    const lock = join(folder, 'lock');
    const events: string[] = [];
    let finishFirst = (): void => undefined;
    const first = withLock(
      lock,
      () =>
        new Promise<void>((resolve) => {
          events.push('first begins');
          finishFirst = () => {
            events.push('first ends');
            resolve();
          };
        }),
      () => events.push('first waits'),
    );
    await withLock(
      lock,
      () => Promise.resolve(events.push('second')),
      () => {
        events.push('second waits');
        finishFirst();
      },
    );
    await first;
    expect(events).toEqual(['first begins', 'second waits', 'first ends', 'second']);
    expect(existsSync(lock)).toBe(false);
  });
});

test('a lock left by a process that was killed is taken over', async () => {
  await withFolder(async (folder) => {
    const lock = join(folder, 'lock');
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await writeFile(lock, String(pid));
    expect(
      await withLock(
        lock,
        () => Promise.resolve('done'),
        () => undefined,
      ),
    ).toBe('done');
  });
});

test('a set-up that fails frees the lock', async () => {
  await withFolder(async (folder) => {
    const lock = join(folder, 'lock');
    const failing = withLock(
      lock,
      () => Promise.reject(new Error('no disk')),
      () => undefined,
    );
    await expect(failing).rejects.toThrow('no disk');
    expect(existsSync(lock)).toBe(false);
  });
});
