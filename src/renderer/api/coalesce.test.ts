import { expect, it } from 'vitest';
import { coalesce } from './coalesce';

/** A refresh that ends when the test says so. */
function gated() {
  const releases: (() => void)[] = [];
  const refresh = () => new Promise<void>((resolve) => releases.push(resolve));
  return { releases, refresh };
}

it('turns a burst during one refresh into one more refresh', async () => {
  const { releases, refresh } = gated();
  const refreshOnce = coalesce(refresh);
  const first = refreshOnce();
  for (let i = 0; i < 100; i += 1) void refreshOnce();
  expect(releases).toHaveLength(1);
  releases[0]?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(releases).toHaveLength(2);
  releases[1]?.();
  await first;
  expect(releases).toHaveLength(2);
});

it('starts afresh after the last one ended, even after a failure', async () => {
  let calls = 0;
  const refreshOnce = coalesce(async () => {
    calls += 1;
    if (calls === 1) throw new Error('broken');
  });
  await expect(refreshOnce()).rejects.toThrow('broken');
  await refreshOnce();
  expect(calls).toBe(2);
});
