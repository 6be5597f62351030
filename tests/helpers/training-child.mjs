// Runs the built training process in plain Node: gives it a parent's port, and prints its messages as lines of JSON.
// Arguments: path of the built script; connect message as JSON; what befalls it, as JSON (`killedAt`, `starvedAt`).
import { execFileSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { readFileSync, writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import process from 'node:process';
import { setImmediate } from 'node:timers';
import { pathToFileURL } from 'node:url';

const [, , script, connect, fate = '{}'] = process.argv;
const { killedAt, starvedAt } = JSON.parse(fate);
const isMoment = (event, moment) =>
  event && moment && Object.entries(moment).every(([key, value]) => event[key] === value);
/** What a process whose memory has run out can still allocate, kilobytes: JavaScript's own needs, no picture. */
const SPARE = 24 * 1024;

/** From now on the system refuses this process any more memory than it has. */
function starve() {
  const [, kilobytes] = /^VmData:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'));
  const most = (Number(kilobytes) + SPARE) * 1024;
  execFileSync('prlimit', ['--pid', String(process.pid), `--data=${most}:${most}`]);
}

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
  if (isMoment(event, starvedAt)) starve();
  if (message.kind !== 'probe') return;
  const outcome = { ended: 'failed', message: 'Nothing is probed here.' };
  setImmediate(() => port.emit('message', { data: { kind: 'probe-ended', probe: message.probe, outcome } }));
};
port.start = () => undefined;

const parent = new EventEmitter();
process.parentPort = parent;
await import(pathToFileURL(script).href);
parent.emit('message', { data: JSON.parse(connect), ports: [port] });
