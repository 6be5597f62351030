import { execFileSync } from 'node:child_process';

/** Name of the only interface that leads anywhere but to this computer itself. */
export const SINK = 'sink';

/**
 * Turns a fresh network namespace into one where everything that is sent is counted and reaches nobody: one end of a
 * cable is the way to the whole world and its name server, the other end lies on the floor. Needs iproute2.
 * @param {(command: string, args: readonly string[]) => unknown} run
 */
export function layCable(run = (command, args) => execFileSync(command, args, { stdio: 'pipe' })) {
  const ip = (/** @type {string} */ words) => run('ip', words.split(' '));
  // Without it the kernel itself looks for neighbours, and would be counted.
  run('sh', ['-c', 'echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6']);
  ip('link set lo up');
  ip(`link add ${SINK} type veth peer name floor`);
  ip(`address add 192.0.2.2/24 dev ${SINK}`);
  ip(`link set ${SINK} up`);
  ip('link set floor up');
  ip(`neighbour add 192.0.2.1 lladdr 02:00:00:00:00:01 dev ${SINK} nud permanent`);
  ip('route add default via 192.0.2.1');
}
