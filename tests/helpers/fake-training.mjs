import process from 'node:process';
import { setInterval } from 'node:timers';

// A real process that speaks the protocol of training and misbehaves on request: the name of the data folder in its
// order says how. Used by the tests of main's side.
const send = (message) => process.send?.(message);
const started = {
  event: 'start',
  model: 'seed-cnn',
  seed: 1,
  epochs: 4,
  trainPhotos: 8,
  validPhotos: 4,
  leakedPhotos: 0,
  parameters: 100,
  engine: { id: 'onnxruntime-cpu', device: 'a processor' },
  resumedAtStep: 0,
};
const ended = () => send({ kind: 'ended', result: { ok: true, value: null } });

const behaviours = {
  well: () => ended(),
  crash: () => process.exit(7),
  hang: () => {
    for (;;);
  },
  nonsense: () => {
    send({ kind: 'nonsense' });
    ended();
  },
  probe: () => send({ kind: 'probe', probe: 3, task: { kind: 'tensorflow', entry: '/t' }, limit: 500 }),
  hold: () => undefined,
  stubborn: () => undefined,
};

let behaviour = '';
process.on('message', (message) => {
  if (message.kind === 'train') {
    behaviour = message.order.dataFolder;
    send({ kind: 'event', event: started });
    behaviours[behaviour]?.();
  } else if (message.kind === 'stop' && behaviour !== 'stubborn') {
    send({ kind: 'event', event: { event: 'done', reason: 'cancelled', step: 1, seconds: 1, model: null } });
    ended();
  } else if (message.kind === 'probe-ended') {
    send({
      kind: 'event',
      event: { event: 'skipped', file: 'probe', message: JSON.stringify(message.outcome) },
    });
    ended();
  }
});
setInterval(() => send({ kind: 'heartbeat' }), 20);
