import Module, { createRequire } from 'node:module';

type Require = ReturnType<typeof createRequire>;

/**
 * Whether sharp's native library must stay out of this process. On Linux, Electron brings the system's GLib
 * with it, whose symbols mix with those of the GLib inside libvips: measured in Electron 33, every picture
 * leaks a quarter of a megabyte and GLib reports dozens of broken invariants. The WebAssembly build has neither.
 * @param electron version of Electron; undefined in plain Node.
 */
export const nativeSharpIsUnsafe = (platform: string, electron: string | undefined): boolean =>
  platform === 'linux' && electron !== undefined;

/**
 * Hides sharp's native library, so that it falls back to its WebAssembly build. To be called before sharp is
 * loaded. A package for Linux that leaves the native library out has nothing to hide.
 * @param require of a module that can resolve sharp.
 * @param arch such as `x64`.
 */
export function hideNativeSharp(require: Require, arch: string): void {
  const sharpRequire = createRequire(require.resolve('sharp'));
  const path = resolveOrNull(sharpRequire, `@img/sharp-linux-${arch}/sharp.node`);
  if (path === null) return;
  const nothing = new Module(path);
  nothing.exports = null;
  nothing.loaded = true;
  sharpRequire.cache[path] = nothing;
}

/** @returns null where the package is not installed. */
function resolveOrNull(require: Require, name: string): string | null {
  try {
    return require.resolve(name);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return null;
    throw thrown;
  }
}
