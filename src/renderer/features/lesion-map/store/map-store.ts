import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LesionType } from '../../../../shared/clinical/lesion';

/** What the clinician is looking at on the open photo; every photo starts afresh. */
export interface MapState {
  readonly hiddenTypes: ReadonlySet<LesionType>;
  readonly selectedId: string | null;
  readonly hoveredId: string | null;
  /** Whether every mark is hidden for a look at the bare skin. */
  readonly bare: boolean;
}

export type MapStore = StoreApi<MapState>;

export const createMapStore = (): MapStore =>
  createStore<MapState>()(() => ({ hiddenTypes: new Set(), selectedId: null, hoveredId: null, bare: false }));

export const MapStoreContext = createContext<MapStore | null>(null);

export function useMapStore(): MapStore {
  const store = useContext(MapStoreContext);
  if (!store) throw new Error('useMapStore outside MapStoreContext');
  return store;
}

export const useMap = <T>(selector: (state: MapState) => T): T => useStore(useMapStore(), selector);

export const toggleType = (store: MapStore, type: LesionType): void =>
  store.setState(({ hiddenTypes }) => {
    const next = new Set(hiddenTypes);
    if (!next.delete(type)) next.add(type);
    return { hiddenTypes: next };
  });
