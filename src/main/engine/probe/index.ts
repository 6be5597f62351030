import { probeTaskSchema } from '../../../shared/engine/probe';
import { runTask } from './run-task';

/** What Electron gives a utility process; absent in a Node child, which has `process.send`. */
interface ParentPort {
  once(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };

/** One task, one answer, and the end: nothing that a library leaves behind can keep the process alive. */
async function answer(message: unknown, send: (outcome: unknown, sent: () => void) => void): Promise<void> {
  const outcome = await runTask(probeTaskSchema.parse(message));
  send(outcome, () => process.exit(0));
}

if (parentPort) {
  parentPort.once('message', ({ data }) => {
    void answer(data, (outcome, sent) => {
      parentPort.postMessage(outcome);
      // The message is on its way once the loop has turned; the parent ends the process as soon as it arrives.
      setTimeout(sent, 1_000);
    });
  });
} else {
  process.once('message', (message) => {
    void answer(message, (outcome, sent) => process.send?.(outcome, undefined, undefined, sent));
  });
  process.once('disconnect', () => process.exit(0));
}
