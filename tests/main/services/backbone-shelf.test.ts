import { expect, it } from 'vitest';
import { BackboneShelf } from '../../../src/main/services/backbone-shelf';
import type { Backbones, FetchOptions } from '../../../src/main/services/backbones';
import { BACKBONE_IDS, PUBLISHED_WEIGHTS, type BackboneId } from '../../../src/shared/backbones/catalogue';
import { MaculeError } from '../../../src/shared/errors';

const BYTES = 1_000;

/** A shelf over downloads that the test leads. */
function shelf() {
  const under = new Map<BackboneId, FetchOptions & { readonly finish: () => void }>();
  const added: unknown[] = [];
  const told: number[] = [];
  const state = { changes: 0 };
  const backbones: Pick<Backbones, 'list' | 'fetch' | 'add'> = {
    list: () =>
      Promise.resolve(
        BACKBONE_IDS.map((id) => ({ published: PUBLISHED_WEIGHTS[id], here: { state: 'absent' as const } })),
      ),
    fetch: (id, options = {}) =>
      new Promise((resolve, reject) => {
        under.set(id, { ...options, finish: () => resolve({ id, published: true }) });
        options.signal?.addEventListener('abort', () =>
          reject(new MaculeError({ kind: 'cancelled', message: 'Stopped.', retryable: true })),
        );
      }),
    add: (file, id) => {
      added.push([file, id]);
      return Promise.resolve({ id: id ?? 'vgg19', published: false });
    },
  };
  const made = new BackboneShelf({
    backbones,
    onChange: () => (state.changes += 1),
    onProgress: (_, done) => void told.push(done),
    tellEveryMs: 1,
  });
  return { shelf: made, under, added, told, state };
}

it('shows what is published and how far a download is', async () => {
  const { shelf: made, under, state } = shelf();
  const fetching = made.fetch('resnet50');
  under.get('resnet50')?.onProgress?.(400, BYTES);
  const shown = await made.list();
  expect(shown.map(({ id, fetching: bytes }) => [id, bytes])).toEqual([
    ['vgg19', null],
    ['resnet50', 400],
    ['efficientnet-b3', null],
  ]);
  expect(shown[1]).toMatchObject({ title: 'ResNet50', host: 'storage.googleapis.com' });
  expect(JSON.stringify(shown)).not.toContain('https:');
  under.get('resnet50')?.finish();
  await fetching;
  expect((await made.list())[1]?.fetching).toBeNull();
  expect(state.changes).toBe(2);
});

it('tells how far a download has come, together, and to the last byte that came', async () => {
  const { shelf: made, under, told } = shelf();
  const fetching = made.fetch('vgg19');
  const { onProgress, finish } = under.get('vgg19') ?? {};
  for (let done = 0; done <= 500; done += 10) onProgress?.(done, BYTES);
  await expect.poll(() => told).toEqual([500]);
  onProgress?.(600, BYTES);
  await expect.poll(() => told).toEqual([500, 600]);
  onProgress?.(BYTES, BYTES);
  finish?.();
  await fetching;
});

it('refuses to fetch twice at once, and stops when asked', async () => {
  const { shelf: made } = shelf();
  const fetching = made.fetch('vgg19');
  await expect(made.fetch('vgg19')).rejects.toThrow('already');
  made.cancel('resnet50');
  made.cancel('vgg19');
  await expect(fetching).rejects.toMatchObject({ failure: { kind: 'cancelled' } });
  const again = made.fetch('vgg19');
  made.close();
  await expect(again).rejects.toMatchObject({ failure: { kind: 'cancelled' } });
});

it('adds files for the network that was asked for', async () => {
  const { shelf: made, added, state } = shelf();
  await made.add('vgg19', '/disk/weights.h5');
  expect(added).toEqual([['/disk/weights.h5', 'vgg19']]);
  expect(state.changes).toBe(1);
});
