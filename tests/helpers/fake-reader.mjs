import process from 'node:process';
import { setInterval } from 'node:timers';

// A real process that speaks the protocol of the reader and misbehaves on request: the name of the file says how.
const send = (message) => process.send?.(message);
const ended = (result) => send({ kind: 'ended', result });
const fingerprint = 'ab'.repeat(32);

const behaviours = {
  'known.jpg': () => send({ kind: 'fingerprint', fingerprint }),
  'refused.jpg': () =>
    ended({ ok: false, failure: { kind: 'unreadable-file', message: 'damaged', retryable: false } }),
  'crash.jpg': () => process.kill(process.pid, 'SIGKILL'),
  // Another process ended it the first time, as a system short of memory does.
  'crash-once.jpg': () =>
    process.env.READER_NUMBER === '1' ? process.exit(7) : send({ kind: 'fingerprint', fingerprint }),
  'hang.jpg': () => {
    for (;;);
  },
  'large.jpg': () => send({ kind: 'measured', pixels: 1_000_000 }),
  'nonsense.jpg': () => send({ kind: 'ended', result: { ok: true, value: { fingerprint: '../../etc' } } }),
};

const none = { train: 0, valid: 0, test: 0 };
const inspectionOf = (data) => ({
  ...{ data, datasets: [], photos: none, locatedPhotos: none, singleLesions: 0, classes: [] },
  ...{ findings: ['sound'], skipped: [], skippedCount: 0 },
});

send({ kind: 'ready' });
process.on('message', (message) => {
  if (message.kind === 'inspect' && message.folder.endsWith('faces'))
    send({ kind: 'inspected', result: { ok: true, value: inspectionOf(message.data) } });
  else if (message.kind === 'inspect') behaviours[message.folder.split('/').at(-1)]();
  else if (message.kind === 'read') behaviours[message.file.split('/').at(-1)]();
  else ended({ ok: true, value: { fingerprint, photo: null } });
});
setInterval(() => undefined, 1_000);
