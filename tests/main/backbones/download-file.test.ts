import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { downloadFile, type DownloadOptions } from '../../../src/main/backbones/download-file';
import { MaculeError } from '../../../src/shared/errors';
import { serve, standInServer, type StandInServer } from '../../helpers/stand-in-server';
import { temporaryFolder } from '../../helpers/temporary-folder';

const CONTENT = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, index) => (index * index) % 251));
const MD5 = createHash('md5').update(CONTENT).digest('hex');
const HALF = 120_000;

const folder = temporaryFolder();
let server: StandInServer | null = null;
let files = 0;
afterEach(() => server?.close());
afterAll(() => folder.remove());

async function download(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  options: Partial<DownloadOptions> = {},
  file = join(folder.path, `nested/${(files += 1)}.h5`),
) {
  server = await standInServer(answer);
  const wanted = { url: `${server.url}/weights.h5`, bytes: CONTENT.length, md5: MD5 };
  const failure = await downloadFile(wanted, file, { fetch, ...options }).then(
    () => null,
    (error: unknown) => {
      if (error instanceof MaculeError) return error.failure;
      throw error;
    },
  );
  return { failure, file, ranges: server.ranges };
}

/** Sends the first half and then breaks off. */
const breakOff = (_: unknown, response: ServerResponse) => {
  response.writeHead(200, { 'content-length': CONTENT.length });
  response.write(CONTENT.subarray(0, HALF), () => response.destroy());
};

/** A part that an earlier attempt has left. */
function withPart(content: Buffer): string {
  const file = join(folder.path, `kept-${(files += 1)}.h5`);
  writeFileSync(`${file}.part`, content);
  return file;
}

const whole = (file: string) => existsSync(file) && readFileSync(file).equals(CONTENT);

it('fetches, checks and reports', async () => {
  const seen: number[] = [];
  const { failure, file } = await download((request, response) => serve(CONTENT, request, response), {
    onProgress: (done, total) => {
      expect(total).toBe(CONTENT.length);
      seen.push(done);
    },
  });
  expect(failure).toBeNull();
  expect(whole(file)).toBe(true);
  expect(existsSync(`${file}.part`)).toBe(false);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect([seen[0], seen.at(-1)]).toEqual([0, CONTENT.length]);
});

describe('a download that was broken off', () => {
  it('keeps what came, says so, and goes on there', async () => {
    const first = await download(breakOff);
    expect(first.failure).toMatchObject({ kind: 'network', retryable: true, file: 'weights.h5' });
    expect(first.failure?.message).toMatch(/broke after \d+ of 300000 bytes/);
    expect(first.failure?.advice).toMatch(/goes on where it stopped.*macule backbone add/s);
    expect(existsSync(first.file)).toBe(false);
    const kept = readFileSync(`${first.file}.part`).length;
    expect(kept).toBeGreaterThan(0);
    const second = await download((request, response) => serve(CONTENT, request, response), {}, first.file);
    expect(second.failure).toBeNull();
    expect(second.ranges).toEqual([`bytes=${kept}-`]);
    expect(whole(first.file)).toBe(true);
  });
  it('starts over where the server cannot send parts', async () => {
    const file = withPart(CONTENT.subarray(0, HALF));
    const answer = (_: unknown, response: ServerResponse) => {
      response.writeHead(200, { 'content-length': CONTENT.length }).end(CONTENT);
    };
    expect((await download(answer, {}, file)).failure).toBeNull();
    expect(whole(file)).toBe(true);
  });
  it('starts over once where what was kept is not of this file', async () => {
    const file = withPart(Buffer.alloc(HALF, 7));
    const { failure, ranges } = await download((q, a) => serve(CONTENT, q, a), {}, file);
    expect([failure, ranges]).toEqual([null, [`bytes=${HALF}-`, null]]);
    expect(whole(file)).toBe(true);
  });
  it('needs no server where all had come', async () => {
    const file = withPart(CONTENT);
    const { failure, ranges } = await download(breakOff, {}, file);
    expect([failure, ranges]).toEqual([null, []]);
    expect(whole(file)).toBe(true);
  });
  it('starts over where more was kept than there is', async () => {
    const file = withPart(Buffer.concat([CONTENT, CONTENT]));
    expect((await download((q, a) => serve(CONTENT, q, a), {}, file)).failure).toBeNull();
    expect(whole(file)).toBe(true);
  });
});

describe('is refused', () => {
  it.each([
    [404, /no longer has the file/],
    [403, /HTTP 403/],
    [500, /HTTP 500/],
    [416, /HTTP 416/],
  ])('HTTP %i', async (status, sentence) => {
    const { failure, file } = await download((_, response) => void response.writeHead(status).end('no'));
    expect(failure?.kind).toBe('network');
    expect(failure?.message).toMatch(sentence);
    expect(existsSync(file)).toBe(false);
  });
  it('a file of the right size with another checksum: nothing of it stays', async () => {
    const other = Buffer.from(CONTENT).fill(1, 0, 10);
    const { failure, file } = await download((request, response) => serve(other, request, response));
    expect(failure?.message).toMatch(new RegExp(`not have the published checksum ${MD5}`));
    expect([existsSync(file), existsSync(`${file}.part`)]).toEqual([false, false]);
  });
  it('the log-in page of a network', async () => {
    const { failure } = await download((_, response) => void response.end('<html>Please log in</html>'));
    expect(failure?.message).toMatch(/offers a file of 26 bytes, not of 300000/);
  });
  it('more than was announced', async () => {
    const { failure } = await download((_, response) => {
      response.writeHead(200);
      response.write(CONTENT);
      response.end(CONTENT);
    });
    expect(failure?.message).toMatch(/offers a file of \d+ bytes/);
  });
  it('a server that falls silent', async () => {
    const silent = (_: unknown, response: ServerResponse) => {
      response.writeHead(200, { 'content-length': CONTENT.length });
      response.write(CONTENT.subarray(0, HALF));
    };
    const { failure } = await download(silent, { idleMs: 300 });
    expect(failure?.message).toMatch(/sent nothing for 0.3 s/);
  });
  it('a server that never answers', async () => {
    const { failure } = await download(() => undefined, { idleMs: 100 });
    expect(failure?.message).toMatch(/sent nothing/);
  });
  it('no server', async () => {
    const gone = await standInServer(() => undefined);
    await gone.close();
    const wanted = { url: `${gone.url}/weights.h5`, bytes: 1, md5: MD5 };
    const thrown = await downloadFile(wanted, join(folder.path, 'gone.h5'), { fetch }).catch(
      (error: unknown) => error as MaculeError,
    );
    expect(thrown?.failure.message).toMatch(/^The server 127\.0\.0\.1:\d+ cannot be reached\.$/);
    expect(thrown?.failure.advice).toMatch(/by other means and add the file/);
  });
});

it('is cancelled in the middle, and keeps what came', async () => {
  const cancel = new AbortController();
  const half = (_: unknown, response: ServerResponse) => {
    response.writeHead(200, { 'content-length': CONTENT.length });
    response.write(CONTENT.subarray(0, HALF));
  };
  const { failure, file } = await download(half, {
    signal: cancel.signal,
    onProgress: (done) => (done === HALF ? cancel.abort() : undefined),
  });
  expect(failure).toMatchObject({ kind: 'cancelled', retryable: true });
  expect(readFileSync(`${file}.part`)).toEqual(CONTENT.subarray(0, HALF));
});

it('says where it cannot write', async () => {
  const file = join(folder.path, 'taken.h5');
  mkdirSync(`${file}.part`);
  const { failure } = await download((q, a) => serve(CONTENT, q, a), {}, file);
  expect(failure).toMatchObject({ kind: 'unreadable-file', file: 'taken.h5.part' });
});
