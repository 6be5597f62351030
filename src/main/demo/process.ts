import { makeDemo } from './make-demo';

/** What Electron gives a utility process. */
interface ParentPort {
  postMessage(message: unknown): void;
}

/** What the process tells: how far it is, or how it ended. */
export type DemoNews =
  { readonly done: number; readonly total: number } | { readonly failed: string } | { readonly ready: true };

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
const tell = (news: DemoNews): void => parentPort.postMessage(news);

/** Makes the demo's library in the folder that the first argument names; the app ends this process. */
makeDemo(process.argv[2] ?? '', {
  today: new Date().toISOString().slice(0, 10),
  onProgress: (done, total) => tell({ done, total }),
}).then(
  () => tell({ ready: true }),
  (thrown: unknown) => tell({ failed: thrown instanceof Error ? thrown.message : String(thrown) }),
);
