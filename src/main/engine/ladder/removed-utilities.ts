import { createRequire } from 'node:module';

/** tfjs-node 4.22 calls two functions that newer versions of Node have dropped; this brings them back. */
export function allowRemovedUtilities(): void {
  const util = createRequire(import.meta.url)('node:util') as Record<string, unknown>;
  util['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
  util['isArray'] ??= Array.isArray;
}
