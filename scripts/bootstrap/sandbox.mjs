import { readFileSync } from 'node:fs';

/**
 * Why Chromium's sandbox cannot be had here; undefined where it can. Only Linux has conditions: no root, and
 * name spaces for ordinary users, which some distributions keep to programs they know.
 * @returns {string | undefined}
 */
export function sandboxObstacle() {
  if (process.platform !== 'linux') return undefined;
  if (process.getuid?.() === 0) {
    return 'running as root, so without Chromium’s sandbox: use an ordinary account for patients’ photos';
  }
  if (kernelSetting('apparmor_restrict_unprivileged_userns') === '1') {
    return 'this system keeps Chromium’s sandbox from programs it does not know (AppArmor): running without; the installed package has it';
  }
  if (kernelSetting('unprivileged_userns_clone') === '0') {
    return 'this system gives ordinary users no name spaces, so no Chromium sandbox: running without';
  }
  return undefined;
}

/** @param {string} name */
function kernelSetting(name) {
  try {
    return readFileSync(`/proc/sys/kernel/${name}`, 'utf8').trim();
  } catch {
    return undefined; // Kernels without this setting restrict nothing.
  }
}
