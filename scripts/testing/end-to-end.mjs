import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { giveDisplayTo, hasDisplay, startVirtualDisplay } from '../bootstrap/display.mjs';
import { repository } from '../bootstrap/folders.mjs';
import { say } from '../bootstrap/say.mjs';
import { appUser } from './app-user.mjs';
import { vitest } from './vitest.mjs';

/**
 * Runs tests that drive the built app in a real Electron.
 * @param {import('../bootstrap/electron.mjs').ElectronRuntime} runtime
 * @param {readonly string[]} filters
 * @param {'e2e' | 'clinic-bench'} project
 */
export async function endToEnd(runtime, filters, project = 'e2e') {
  const user = await appUser(runtime.executable);
  const display = hasDisplay() ? undefined : await startVirtualDisplay({ lasting: true });
  if (display !== undefined && user.uid !== null) giveDisplayTo(display, user.uid);
  const where = display === undefined ? 'on this display' : `on a virtual display (${display.name})`;
  say(`${project} in Electron ${runtime.version}, ${user.told}, ${where}`);
  const artifacts = join(repository, 'tests/artifacts');
  mkdirSync(artifacts, { recursive: true });
  try {
    return await vitest(project, filters, {
      ...display?.env,
      MACULE_E2E: JSON.stringify({
        executable: user.executable,
        app: user.app,
        uid: user.uid,
        sandboxed: user.sandboxed,
        artifacts,
      }),
    });
  } finally {
    display?.stop();
    user.dispose();
  }
}
