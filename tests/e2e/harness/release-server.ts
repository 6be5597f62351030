import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { standInServer } from '../../helpers/stand-in-server';

/** How a release comes over: whole, cut to its first half, or half at once and then in drops until `rest` is called. */
export type Delivery = 'whole' | 'cut-short' | 'slow';

export interface ReleaseServer {
  readonly url: string;
  /** Paths that were asked for so far. */
  readonly asked: readonly string[];
  readonly deliver: (how: Delivery) => void;
  /** Lets a slow release end. */
  readonly rest: () => void;
  readonly close: () => Promise<void>;
}

/** Time between two drops of a slow release, milliseconds: the updater tells of a download when a piece has come. */
const DROP_MS = 50;

/** A server of updates on this computer, with one release. */
export async function releaseServer(
  version: string,
  notes: string,
  fileName: string,
  release: Buffer,
): Promise<ReleaseServer> {
  const asked: string[] = [];
  let delivery: Delivery = 'whole';
  let isReleased = false;
  const sha512 = createHash('sha512').update(release).digest('base64');
  // electron-updater's own format; JSON is YAML.
  const feed = JSON.stringify({
    ...{ version, releaseNotes: notes, releaseDate: '2026-01-01T00:00:00.000Z' },
    files: [{ url: fileName, sha512, size: release.length }],
  });
  const half = Math.floor(release.length / 2);
  const drip = (response: ServerResponse): void => {
    response.writeHead(200, { 'content-length': release.length });
    response.write(release.subarray(0, half));
    let sent = half;
    const timer = setInterval(() => {
      if (isReleased) {
        clearInterval(timer);
        response.end(release.subarray(sent));
      } else if (sent < release.length - 1) {
        response.write(release.subarray(sent, sent + 1));
        sent += 1;
      }
    }, DROP_MS);
    response.on('close', () => clearInterval(timer));
  };
  const server = await standInServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://local');
    asked.push(pathname);
    if (pathname.endsWith('.yml')) return void response.end(feed);
    // Downloads of differences want parts of a file that knows its blocks; this one does not.
    if (pathname !== `/${fileName}` || request.headers.range !== undefined)
      return void response.writeHead(404).end();
    if (delivery === 'slow') drip(response);
    else response.end(delivery === 'whole' ? release : release.subarray(0, half));
  });
  return {
    ...{ url: server.url, asked, close: () => server.close() },
    deliver: (how) => {
      delivery = how;
    },
    rest: () => {
      isReleased = true;
    },
  };
}
