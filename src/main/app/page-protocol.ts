import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { APP_HOST } from './app-address';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.map': 'application/json',
};

/** What the page may do. Styles come from files alone, too; scripts may still set those of an element. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' photo: data: blob:",
  "font-src 'self'",
  "connect-src 'self' photo:",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the built page from its folder under `app://macule/`; nothing outside the folder can be named. */
export const servePage =
  (folder: string) =>
  async (request: Request): Promise<Response> => {
    const { hostname, pathname } = new URL(request.url);
    const file = fileInside(folder, pathname);
    const type = file === null ? undefined : TYPES[extname(file)];
    if (hostname !== APP_HOST || file === null || type === undefined)
      return new Response(null, { status: 404 });
    const content = await readFile(file).catch(() => null);
    if (content === null) return new Response(null, { status: 404 });
    return new Response(new Uint8Array(content), {
      headers: {
        'content-type': type,
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
      },
    });
  };

/** The file that a path names, or null where it would lie outside the folder or is malformed. */
export function fileInside(folder: string, pathname: string): string | null {
  try {
    const file = normalize(join(folder, decodeURIComponent(pathname)));
    return file.startsWith(folder + sep) && !file.includes('\0') ? file : null;
  } catch {
    // A malformed percent sign names no file.
    return null;
  }
}
