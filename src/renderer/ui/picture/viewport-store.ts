import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Size, View } from '../../../shared/geometry/viewport';

/** Where the photo lies on the stage right now. Outside React: it changes with every pointer move. */
export interface Viewport {
  readonly view: View;
  /** CSS pixels; zero until the stage has been laid out. */
  readonly stage: Size;
}

export type ViewportStore = StoreApi<Viewport>;

export const createViewportStore = (): ViewportStore =>
  createStore<Viewport>()(() => ({ view: { scale: 1, x: 0, y: 0 }, stage: { width: 0, height: 0 } }));
