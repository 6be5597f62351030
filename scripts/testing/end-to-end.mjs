import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { giveDisplayTo, hasDisplay, startVirtualDisplay } from '../bootstrap/display.mjs';
import { repository } from '../bootstrap/folders.mjs';
import { say } from '../bootstrap/say.mjs';
import { appUser } from './app-user.mjs';
import { vitest } from './vitest.mjs';

/**
 * How many apps are driven at once where displays can be had for the asking: two keep two processors busy, because a
 * test mostly waits for its app. On a real display windows would take the focus from one another.
 */
const APPS_AT_ONCE = 2;

/**
 * Runs tests that drive the built app in a real Electron, each app that runs at the same time on a display of its own.
 * @param {import('../bootstrap/electron.mjs').ElectronRuntime} runtime
 * @param {readonly string[]} filters
 * @param {'e2e' | 'clinic-bench'} project
 */
export async function endToEnd(runtime, filters, project = 'e2e') {
  const user = await appUser(runtime.executable);
  const atOnce = hasDisplay() || project === 'clinic-bench' ? 1 : APPS_AT_ONCE;
  const displays = hasDisplay() ? [] : await virtualDisplays(atOnce, user.uid);
  const names = displays.map(({ name }) => name).join(', ');
  const where = displays.length === 0 ? 'on this display' : `on virtual displays (${names})`;
  say(`${project} in Electron ${runtime.version}, ${user.told}, ${where}`);
  const artifacts = join(repository, 'tests/artifacts');
  mkdirSync(artifacts, { recursive: true });
  try {
    return await vitest(project, filters, {
      ...displays[0]?.env,
      MACULE_E2E_AT_ONCE: String(atOnce),
      MACULE_E2E: JSON.stringify({
        executable: user.executable,
        app: user.app,
        uid: user.uid,
        sandboxed: user.sandboxed,
        artifacts,
        displays: displays.map(({ env }) => env),
      }),
    });
  } finally {
    for (const display of displays) display.stop();
    user.dispose();
  }
}

/**
 * @param {number} count
 * @param {number | null} uid user who shows windows there, where it is not our own
 */
async function virtualDisplays(count, uid) {
  const displays = await Promise.all(
    Array.from({ length: count }, () => startVirtualDisplay({ lasting: true })),
  );
  if (uid !== null) for (const display of displays) giveDisplayTo(display, uid);
  return displays;
}
