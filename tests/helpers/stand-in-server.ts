import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StandInServer {
  /** Address without a slash at the end. */
  readonly url: string;
  /** The `range` header of each request so far; null where it had none. */
  readonly ranges: readonly (string | null)[];
  close(): Promise<void>;
}

/** A server on this computer that answers every request as the test says. */
export async function standInServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<StandInServer> {
  const ranges: (string | null)[] = [];
  const server = createServer((request, response) => {
    ranges.push(request.headers.range ?? null);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ranges,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Serves a file as storage services do, parts of it too. */
export function serve(content: Buffer, request: IncomingMessage, response: ServerResponse): void {
  const from = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
  if (from === undefined) {
    response.writeHead(200, { 'content-length': content.length }).end(content);
    return;
  }
  const start = Number(from);
  const part = content.subarray(start);
  response
    .writeHead(206, {
      'content-length': part.length,
      'content-range': `bytes ${start}-${content.length - 1}/${content.length}`,
    })
    .end(part);
}
