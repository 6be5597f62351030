import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** @param {string} prefix */
const holdsHeaders = (prefix) => existsSync(join(prefix, 'include/node/node_api.h'));

/**
 * The prefix whose `include/node` came with the running Node, which saves a download; undefined where there is none.
 * @returns {string | undefined}
 */
export function ownNodeHeaders() {
  const prefix = resolve(dirname(process.execPath), '..');
  return holdsHeaders(prefix) ? prefix : undefined;
}

/**
 * A prefix with headers of some Node, for an addon that keeps to Node-API and so takes those of any version.
 * @returns {string | undefined}
 */
export function anyNodeHeaders() {
  return ownNodeHeaders() ?? ['/usr/local', '/usr'].find(holdsHeaders);
}
