// Runs the built training process in plain Node: gives it a parent's port, and prints its messages as lines of JSON.
// Arguments: path of the built script; connect message as JSON; what befalls it, as JSON (`killedAt`, `starvedAt`).
import { EventEmitter } from 'node:events';
import { writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import process from 'node:process';
import { setImmediate } from 'node:timers';
import { pathToFileURL } from 'node:url';
import { starve } from './starve.mjs';

const [, , script, connect, fate = '{}'] = process.argv;
const { killedAt, starvedAt } = JSON.parse(fate);
const isMoment = (event, moment) =>
  event && moment && Object.entries(moment).every(([key, value]) => event[key] === value);
/** What a process whose memory has run out can still allocate, bytes: JavaScript's own needs, no picture. */
const SPARE = 24 * 1024 * 1024;

// A test that waits for it is no analysis that comes first.
os.setPriority = () => undefined;
syncBuiltinESMExports();

const port = new EventEmitter();
port.postMessage = (message) => {
  // Written before anything else happens: whoever reads knows the last thing that this process did.
  writeSync(1, `${JSON.stringify(message)}\n`);
  if (message.kind === 'ended') process.exit(0);
  const { event } = message;
  if (isMoment(event, killedAt)) process.kill(process.pid, 'SIGKILL');
  if (isMoment(event, starvedAt)) starve(process.pid, SPARE);
  if (message.kind !== 'probe') return;
  const outcome = { ended: 'failed', message: 'Nothing is probed here.' };
  setImmediate(() => port.emit('message', { data: { kind: 'probe-ended', probe: message.probe, outcome } }));
};
port.start = () => undefined;

const parent = new EventEmitter();
process.parentPort = parent;
await import(pathToFileURL(script).href);
parent.emit('message', { data: JSON.parse(connect), ports: [port] });
