import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * From now on the system refuses a process more memory than it has and a little. Linux only.
 * @param {number} pid
 * @param {number} spare bytes that it can still allocate.
 */
export function starve(pid, spare) {
  const [, kilobytes] = /^VmData:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  const most = Number(kilobytes) * 1024 + spare;
  execFileSync('prlimit', ['--pid', String(pid), `--data=${most}:${most}`]);
}
