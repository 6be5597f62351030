import { constants, setPriority } from 'node:os';
import { trainingConnectSchema } from '../../../shared/engine/training-protocol';
import { readSealedPicturesWith } from '../../imaging/sealed-pictures';
import { receivedKeys } from '../../vault/sent-keys';
import { runOrder } from './run-order';
import { TrainingLoop, type TrainingPort } from './training-loop';

/** What Electron gives a utility process to hear its parent; absent everywhere else. */
interface ParentPort {
  once(event: 'message', listener: (event: { data: unknown; ports: readonly TrainingPort[] }) => void): void;
}

// Before anything starts a thread, which inherits it: analyses come first.
setPriority(constants.priority.PRIORITY_LOW);

const { parentPort } = process as unknown as { parentPort?: ParentPort };
if (!parentPort) throw new Error('Training runs as a utility process of the app.');

parentPort.once('message', ({ data, ports }) => {
  const [port] = ports;
  if (!port) throw new Error('The first message carries no port.');
  const connect = trainingConnectSchema.parse(data);
  if (connect.pictureKeys) readSealedPicturesWith(receivedKeys(connect.pictureKeys));
  void new TrainingLoop(port, connect, runOrder).run();
});
