import { connectSchema, type Connect } from '../../shared/engine/protocol';
import { readSealedPicturesWith } from '../imaging/sealed-pictures';
import { receivedKeys } from '../vault/sent-keys';
import { MessageLoop, type EnginePort } from './message-loop';

/** What Electron gives a utility process to hear its parent; absent everywhere else. */
interface ParentPort {
  once(event: 'message', listener: (event: { data: unknown; ports: readonly EnginePort[] }) => void): void;
}

const { parentPort } = process as unknown as { parentPort?: ParentPort };
if (!parentPort) throw new Error('The engine runs as a utility process of the app.');

parentPort.once('message', ({ data, ports }) => {
  const connect: Connect = connectSchema.parse(data);
  if (connect.pictureKeys) readSealedPicturesWith(receivedKeys(connect.pictureKeys));
  const [port] = ports;
  if (!port) throw new Error('The connect message carries no port.');
  void new MessageLoop(port, connect).run();
});
