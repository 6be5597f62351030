import { toFailure } from '../../shared/errors';
import { failed, success, type Result } from '../../shared/ipc/result';
import { readerRequestSchema, type ReaderMessage } from '../../shared/reader/protocol';
import { inspectTrainingData } from './inspect-training-data';
import { readPhoto } from './read-photo';

/** The reader's end of the port to main. */
interface ReaderPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: ReaderMessage): void;
  start(): void;
}

/** What Electron gives a utility process. */
interface ParentPort {
  once(event: 'message', listener: (event: { ports: readonly ReaderPort[] }) => void): void;
}

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };

parentPort.once('message', ({ ports }) => {
  const [port] = ports;
  if (!port) throw new Error('The first message carries no port.');
  serve(port);
});

const refused = (thrown: unknown): Result<never> => failed(toFailure(thrown));

/** Reads one photo after the other, as main asks. */
function serve(port: ReaderPort): void {
  let answerKnown: (known: boolean) => void = () => undefined;
  port.on('message', ({ data }) => {
    const request = readerRequestSchema.parse(data);
    if (request.kind === 'known') return answerKnown(request.known);
    if (request.kind === 'inspect')
      return void inspectTrainingData(request.data, request.folder)
        .then(success, refused)
        .then((result) => port.postMessage({ kind: 'inspected', result }));
    void readPhoto(request.file, {
      isKnown: (fingerprint) => {
        const known = new Promise<boolean>((resolve) => {
          answerKnown = resolve;
        });
        port.postMessage({ kind: 'fingerprint', fingerprint });
        return known;
      },
      onMeasured: (pixels) => port.postMessage({ kind: 'measured', pixels }),
    })
      .then(success, refused)
      .then((result) => port.postMessage({ kind: 'ended', result }));
  });
  port.start();
  port.postMessage({ kind: 'ready' });
}
