import type { MaculeApi } from '../shared/ipc/contract';

declare global {
  interface Window {
    /** Put there by the preload; the page's only way out of its sandbox. */
    readonly macule: MaculeApi<File>;
  }
}
