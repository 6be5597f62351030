import { afterEach, describe, expect, it } from 'vitest';
import { EngineClient, type EngineClientOptions } from '../../../src/main/engine-client/engine-client';
import type { EngineStatus } from '../../../src/shared/engine/status';
import { childEngine } from '../../helpers/child-engine';

const connect = { kind: 'connect', modelsFolder: '/m', cacheFolder: '/c', threads: 1, prefer: null } as const;
const clients: EngineClient[] = [];

/** A client over real child processes, with its history, and a way to wait for a state. */
function client(options: Partial<EngineClientOptions> = {}) {
  const history: EngineStatus[] = [];
  let watchers: readonly (() => void)[] = [];
  const created = new EngineClient({
    connect,
    startEngine: childEngine(),
    startProbe: () => ({ outcome: Promise.resolve({ ended: 'timed-out' }), abandon: () => undefined }),
    onStatus: (status) => {
      history.push(status);
      for (const watch of watchers) watch();
    },
    log: () => undefined,
    now: () => performance.now(),
    policy: { backOff: [1], limit: 4, window: 600_000 },
    ...options,
  });
  clients.push(created);
  const until = (process: EngineStatus['process'], times = 1): Promise<EngineStatus> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = history.filter((status) => status.process === process)[times - 1];
        if (found) resolve(found);
      };
      watchers = [...watchers, look];
      look();
    });
  return { engine: created, history, until };
}

const failure = (kind: string, retryable: boolean) => ({ failure: { kind, retryable } });

afterEach(() => {
  for (const created of clients.splice(0)) created.stop();
});

describe('EngineClient', () => {
  it('waits for the engine to start, reports progress and gives the lesions', async () => {
    const { engine, history } = client();
    engine.start();
    const progress: string[] = [];
    const found = await engine.infer('photo', {
      minScore: 0.05,
      onProgress: ({ stage, done, total }) => progress.push(`${stage} ${done}/${total}`),
    });
    expect(found.lesions).toHaveLength(1);
    expect(progress).toEqual(['decode 1/1', 'detect 2/2']);
    expect(history.map(({ process }) => process)).toEqual(['starting', 'ready']);
    expect(engine.status).toMatchObject({ process: 'ready', model: { id: 'starter', threshold: 0.4 } });
  });

  it('tells the job that its engine crashed, that it can be retried, and starts again', async () => {
    const { engine, history, until } = client();
    engine.start();
    await expect(engine.infer('crash', { minScore: 0 })).rejects.toMatchObject(
      failure('engine-stopped', true),
    );
    await until('ready', 2);
    expect(history.map(({ process }) => process)).toEqual([
      'starting',
      'ready',
      'restarting',
      'restarting',
      'ready',
    ]);
    expect((await engine.infer('photo', { minScore: 0 })).lesions).toHaveLength(1);
  });

  it('takes a silent engine for dead', async () => {
    const { engine, until } = client({ limits: { every: 100, start: 60_000, running: 1_000 } });
    engine.start();
    await expect(engine.infer('hang', { minScore: 0 })).rejects.toMatchObject(
      failure('engine-stopped', true),
    );
    await until('ready', 2);
    expect((await engine.infer('photo', { minScore: 0 })).lesions).toHaveLength(1);
  });

  it('fails every job of a process that ended, not only the one that ended it', async () => {
    const { engine } = client();
    engine.start();
    const held = engine.infer('hold', { minScore: 0 });
    const crash = engine.infer('crash', { minScore: 0 });
    const outcomes = await Promise.allSettled([held, crash]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ reason: failure('engine-stopped', true) });
  });

  it('gives up on a crash loop, says so, and starts again when asked', async () => {
    let start = 'crash';
    const { engine, history, until } = client({ startEngine: childEngine(() => ({ FAKE_START: start })) });
    engine.start();
    const waiting = engine.infer('photo', { minScore: 0 });
    await expect(waiting).rejects.toMatchObject(failure('engine-stopped', true));
    expect(engine.status).toMatchObject({ process: 'stopped', reason: expect.stringContaining('code 9') });
    await expect(engine.infer('photo', { minScore: 0 })).rejects.toThrow('not running');
    expect(history.filter(({ process }) => process === 'restarting')).toHaveLength(6);
    start = 'well';
    engine.start();
    await until('ready');
    expect((await engine.infer('photo', { minScore: 0 })).lesions).toHaveLength(1);
  });

  it('does not restart an engine that has no model, and passes on why', async () => {
    const { engine, history, until } = client({
      startEngine: childEngine(() => ({ FAKE_START: 'no-model' })),
    });
    engine.start();
    expect(await until('stopped')).toEqual({ process: 'stopped', reason: 'There is no model. Install it.' });
    expect(history.map(({ process }) => process)).toEqual(['starting', 'stopped']);
  });

  it('cancels a running job, and hears of no other answer of it', async () => {
    const { engine } = client();
    engine.start();
    const abort = new AbortController();
    const job = engine.infer('hold', { minScore: 0, signal: abort.signal, onProgress: () => abort.abort() });
    await expect(job).rejects.toMatchObject(failure('cancelled', true));
    expect((await engine.infer('photo', { minScore: 0 })).lesions).toHaveLength(1);
  });

  it('cancels a job that waits for the engine to start', async () => {
    const { engine } = client({ startEngine: () => ({ send: () => undefined, kill: () => undefined }) });
    engine.start();
    const abort = new AbortController();
    const job = engine.infer('photo', { minScore: 0, signal: abort.signal });
    abort.abort();
    await expect(job).rejects.toMatchObject(failure('cancelled', true));
  });

  it('passes on the engine’s own failures, and refuses answers of another form', async () => {
    const { engine } = client();
    engine.start();
    await expect(engine.infer('refuse', { minScore: 0 })).rejects.toThrow('No.');
    await expect(engine.infer('garbage', { minScore: 0 })).rejects.toMatchObject(
      failure('engine-failed', false),
    );
  });

  it('hands on a choice of engine without a restart, and to the engines after it', async () => {
    const { engine, history, until } = client();
    await engine.prefer('tfjs-wasm');
    engine.start();
    expect(await until('ready')).toMatchObject({ ladder: { preferred: 'tfjs-wasm', problem: null } });
    await engine.prefer('onnxruntime-cpu');
    expect(engine.status).toMatchObject({ ladder: { preferred: 'onnxruntime-cpu' } });
    expect(history.map(({ process }) => process)).toEqual(['starting', 'ready', 'ready']);
    await expect(engine.infer('crash', { minScore: 0 })).rejects.toThrow();
    expect(await until('ready', 3)).toMatchObject({
      ladder: { preferred: 'onnxruntime-cpu', problem: 'crashed before' },
    });
    engine.start();
    expect(await until('ready', 4)).toMatchObject({ ladder: { problem: null } });
  });

  it('runs probes for the engine, tells it how they ended, and shows what it makes of that', async () => {
    const asked: unknown[] = [];
    const { engine } = client({
      startProbe: (...request) => {
        asked.push(request);
        return { outcome: Promise.resolve({ ended: 'timed-out' }), abandon: () => undefined };
      },
    });
    engine.start();
    await engine.infer('probe', { minScore: 0 });
    await expect.poll(() => engine.status).toMatchObject({ ladder: { problem: '{"ended":"timed-out"}' } });
    expect(asked).toEqual([[{ kind: 'tensorflow', entry: '/t' }, 1000]]);
  });

  it('ends the probes of an engine that has ended', async () => {
    let abandoned = 0;
    const { engine, until } = client({
      startProbe: () => ({ outcome: new Promise(() => undefined), abandon: () => (abandoned += 1) }),
    });
    engine.start();
    await engine.infer('probe', { minScore: 0 });
    await expect(engine.infer('crash', { minScore: 0 })).rejects.toThrow();
    expect(abandoned).toBe(1);
    await until('ready', 2);
    await engine.infer('probe', { minScore: 0 });
    engine.stop();
    expect(abandoned).toBe(2);
  });

  it('is restarted on request while it works', async () => {
    const { engine, until } = client();
    engine.start();
    await until('ready');
    const job = engine.infer('hold', { minScore: 0 });
    const outcome = expect(job).rejects.toMatchObject(failure('engine-stopped', true));
    await Promise.resolve();
    engine.start();
    await outcome;
    await until('ready', 2);
  });
});
