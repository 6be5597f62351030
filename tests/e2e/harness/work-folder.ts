import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment } from './environment';

export interface WorkFolder {
  /** Where a test puts its pictures; the app can read them. */
  readonly pictures: string;
  /** The app's data folder; the app owns it. */
  readonly data: string;
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
  return { pictures, data, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
