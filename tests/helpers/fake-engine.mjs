import process from 'node:process';
import { setInterval } from 'node:timers';

// A real process that speaks the engine's protocol and misbehaves on request: the name of the file to
// analyse says how. Used by the tests of the engine client.
const state = {
  ladder: {
    engines: [
      { id: 'onnxruntime-cpu', available: true, state: 'ready', device: 'a processor', reason: 'chosen' },
    ],
    chosen: { infer: 'onnxruntime-cpu', train: 'onnxruntime-cpu' },
    preferred: null,
    problem: null,
  },
  model: {
    id: 'starter',
    sha256: process.env.FAKE_MODEL ?? 'abc',
    identity: 'i',
    title: 'Starter',
    threshold: 0.4,
  },
};
const lesion = {
  type: 'papule',
  score: 0.8,
  typeScores: { comedone: 0, nodule: 0, papule: 1, pustule: 0 },
  box: { x: 0.1, y: 0.2, width: 0.03, height: 0.04 },
};
const send = (message) => process.send?.(message);
const reply = (id, result) => send({ kind: 'reply', id, result });
const inference = {
  model: { id: state.model.id, sha256: state.model.sha256, identity: 'i' },
  engine: { id: 'onnxruntime-cpu', device: 'a processor' },
  threshold: 0.4,
  width: 100,
  height: 100,
  ms: { decode: 1, infer: 2, total: 3 },
  scale: { by: 'picture', enlargement: 1 },
  lesions: [lesion],
};
let held = null;

const behaviours = {
  crash: () => process.exit(7),
  hang: () => {
    for (;;);
  },
  probe: (id) => {
    const task = { kind: 'tensorflow', entry: '/t' };
    send({ kind: 'probe', probe: 5, task, limit: 1000 });
    reply(id, { ok: true, value: inference });
  },
  hold: (id) => {
    held = id;
    send({ kind: 'progress', id, stage: 'detect', done: 1, total: 4 });
  },
  garbage: (id) => reply(id, { ok: true, value: { lesions: 'many' } }),
  refuse: (id) =>
    reply(id, { ok: false, failure: { kind: 'engine-failed', message: 'No.', retryable: false } }),
};

function infer(id, file) {
  const behave = behaviours[file];
  if (behave) return behave(id);
  send({ kind: 'progress', id, stage: 'decode', done: 1, total: 1 });
  send({ kind: 'progress', id, stage: 'detect', done: 2, total: 2 });
  reply(id, { ok: true, value: inference });
}

process.on('message', (message) => {
  if (message.kind === 'connect') {
    if (process.env.FAKE_START === 'crash') process.exit(9);
    const failure = {
      kind: 'model-unavailable',
      message: 'There is no model.',
      advice: 'Install it.',
      retryable: false,
    };
    state.ladder.preferred = message.prefer;
    state.ladder.problem = message.afterCrash ? 'crashed before' : null;
    send({
      kind: 'ready',
      state: process.env.FAKE_START === 'no-model' ? { ok: false, failure } : { ok: true, value: state },
    });
    return;
  }
  const { id, job } = message;
  if (job.kind === 'infer') infer(id, job.file);
  else if (job.kind === 'prefer') {
    state.ladder.preferred = job.engine;
    reply(id, { ok: true, value: state });
  } else if (job.kind === 'probe-ended') {
    state.ladder.problem = JSON.stringify(job.outcome);
    send({ kind: 'state', state });
  } else if (job.kind === 'cancel') {
    reply(id, { ok: true, value: null });
    if (job.target === held) send({ kind: 'nonsense' });
  }
});
setInterval(() => send({ kind: 'heartbeat' }), 20);
