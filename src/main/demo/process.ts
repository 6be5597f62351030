import { writeFile } from 'node:fs/promises';
import { localDay } from '../../shared/day';
import { makeDemo } from './make-demo';
import { renderedPhoto } from './rendered-photo';

/** What Electron gives a utility process. */
interface ParentPort {
  postMessage(message: unknown): void;
}

/** What the process tells: how far it is, or how it ended. */
export type DemoNews =
  { readonly done: number; readonly total: number } | { readonly failed: string } | { readonly ready: true };

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
const tell = (news: DemoNews): void => parentPort.postMessage(news);

/** Makes what the first argument says (a library of rendered patients, or one photo) at the path of the second. */
async function make(what: string | undefined, path: string): Promise<void> {
  if (what === 'photo') return writeFile(path, await renderedPhoto());
  await makeDemo(path, {
    today: localDay(new Date()),
    toTeach: what === 'library-to-teach',
    onProgress: (done, total) => tell({ done, total }),
  });
}

// The app ends this process.
make(process.argv[2], process.argv[3] ?? '').then(
  () => tell({ ready: true }),
  (thrown: unknown) => tell({ failed: thrown instanceof Error ? thrown.message : String(thrown) }),
);
