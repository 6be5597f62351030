import { chmod, chown, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment } from './environment';

export interface WorkFolder {
  /** Where a test puts its pictures; the app can read them. */
  readonly pictures: string;
  /** The app's data folder; the app owns it. */
  readonly data: string;
  /** Gives the app what a test has put into its data folder. */
  readonly release: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** Makes the folders of one test, outside the repository. */
export async function createWorkFolder(): Promise<WorkFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'macule-e2e-'));
  await chmod(folder, 0o755);
  const [pictures, data] = [join(folder, 'pictures'), join(folder, 'data')];
  for (const path of [pictures, data]) await mkdir(path, { mode: 0o755 });
  const { uid } = environment;
  if (uid !== null) await chown(data, uid, uid);
  const release = async (): Promise<void> => {
    if (uid === null) return;
    for (const entry of await readdir(data, { recursive: true })) await chown(join(data, entry), uid, uid);
  };
  return {
    pictures,
    data,
    release,
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
