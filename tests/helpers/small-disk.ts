import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether this computer lets a test mount a file system of its own, which needs no rights outside a namespace. */
export const hasSmallDisks = (): boolean =>
  process.platform === 'linux' &&
  spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' }).status === 0;

/** A file system of so many bytes, which only processes started in its namespace see. */
export class SmallDisk {
  private constructor(
    private readonly holder: ChildProcess,
    private readonly mountPoint: string,
  ) {}

  /** @param mountPoint empty folder. */
  static async mount(mountPoint: string, bytes: number): Promise<SmallDisk> {
    const script = 'mount -t tmpfs -o "size=$1" tmpfs "$2" && echo mounted && cat';
    const holder = spawn('unshare', ['-Urm', 'bash', '-c', script, 'bash', String(bytes), mountPoint], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const mounted = await Promise.race([once(holder.stdout, 'data'), once(holder, 'exit').then(() => null)]);
    if (mounted === null) throw new Error('The small disk was not mounted.');
    return new SmallDisk(holder, mountPoint);
  }

  /** Program and first arguments that start a process which sees the disk. */
  get by(): readonly string[] {
    return ['nsenter', '-t', String(this.holder.pid), '-U', '-m', '--preserve-credentials'];
  }

  /** A file or folder of the disk as everybody else sees it. @param path absolute. */
  seen(path: string): string {
    return join(`/proc/${this.holder.pid}/root`, path);
  }

  /** Gives it another size; what is on it stays. */
  async resize(bytes: number): Promise<void> {
    const [program = '', ...args] = [...this.by, 'mount', '-o', `remount,size=${bytes}`, this.mountPoint];
    await run(program, args);
  }

  /** Ends it with everything on it. */
  async remove(): Promise<void> {
    const ended = once(this.holder, 'exit');
    this.holder.stdin?.end();
    await ended;
  }
}
