import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { environment } from './environment';

/** What a computer needs to have for {@link startKeyring}. */
const PROGRAMS = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'] as const;
/** Asks a bus whether somebody keeps secrets on it. */
const ASK = [
  ...['dbus-send', '--session', '--print-reply', '--dest=org.freedesktop.DBus', '/'],
  ...['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'],
];

/** Whether this computer has a keyring that tests can start. */
export const hasKeyring =
  process.platform === 'linux' && PROGRAMS.every((name) => spawnSync('which', [name]).status === 0);

/** A message bus of a test's own with an unlocked keyring on it. */
export interface Keyring {
  /** For the app's environment. */
  readonly variables: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** Starts a session bus and GNOME's keyring as the user that the app runs as. @param folder where its secrets lie. */
export async function startKeyring(folder: string): Promise<Keyring> {
  const home = join(folder, 'keyring-home');
  await mkdir(home, { recursive: true });
  if (environment.uid !== null) await chown(home, environment.uid, environment.uid);
  await chmod(home, 0o700);
  const bus = asApp(home, ['dbus-daemon', '--session', '--nofork', '--print-address=1'], {});
  const [line] = (await once(bus.stdout ?? bus, 'data')) as [Buffer];
  const variables = { DBUS_SESSION_BUS_ADDRESS: line.toString('utf8').trim(), XDG_CURRENT_DESKTOP: 'GNOME' };
  const daemon = asApp(
    home,
    ['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets'],
    variables,
  );
  daemon.stdin?.end('a password of nobody');
  await expect.poll(() => answerOf(asApp(home, ASK, variables)), { timeout: 30_000 }).toContain('true');
  return { variables, stop: () => ended([daemon, bus]) };
}

/** Runs a program as the app's user, which a bus asks for. */
function asApp(
  home: string,
  command: readonly string[],
  variables: Readonly<Record<string, string>>,
): ChildProcess {
  const { uid } = environment;
  const become =
    uid === null
      ? []
      : ['setpriv', '--reuid', `${uid}`, '--regid', `${uid}`, '--clear-groups', '--no-new-privs', '--'];
  const [program = '', ...args] = [...become, ...command];
  return spawn(program, args, {
    env: { PATH: process.env['PATH'], HOME: home, XDG_RUNTIME_DIR: home, ...variables },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

async function answerOf(asked: ChildProcess): Promise<string> {
  let text = '';
  asked.stdout?.setEncoding('utf8').on('data', (part: string) => (text += part));
  await once(asked, 'close');
  return text;
}

async function ended(processes: readonly ChildProcess[]): Promise<void> {
  for (const one of processes) {
    if (one.exitCode !== null || one.signalCode !== null) continue;
    const gone = once(one, 'exit');
    one.kill();
    await gone;
  }
}
