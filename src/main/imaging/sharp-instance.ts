import { createRequire } from 'node:module';
import type Sharp from 'sharp';
import { hideNativeSharp, nativeSharpIsUnsafe } from './sharp-binding';

// An `import` would run before the line that chooses sharp's build. Not named `require`: the build declares that itself.
const requireSharp = createRequire(import.meta.url);
if (nativeSharpIsUnsafe(process.platform, process.versions.electron))
  hideNativeSharp(requireSharp, process.arch);
const sharp = requireSharp('sharp') as typeof Sharp;

/*
 * The only file that imports sharp. Its operation cache keeps decoded patient photos in memory and
 * never helps here, because no picture is processed twice in a row.
 */
sharp.cache(false);

export { sharp };
export type { Sharp } from 'sharp';
