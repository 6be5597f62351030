import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StatedCountKey, StatedType } from '../../../../shared/clinical/stated-type';
import type { Box } from '../../../../shared/geometry/box';
import type { Point } from '../../../../shared/geometry/viewport';

/** What the clinician is looking at on the open photo; every photo starts afresh. */
export interface MapState {
  readonly hiddenTypes: ReadonlySet<StatedCountKey>;
  /** Whether lesions that only the model speaks of are shown. */
  readonly showModel: boolean;
  /** Whether lesions that the clinician judged or added are shown. */
  readonly showOwn: boolean;
  readonly showRejected: boolean;
  /** The lesion that walking goes on from, and that one acts on. */
  readonly selectedId: string | null;
  /** Lesions selected besides it. */
  readonly alsoIds: ReadonlySet<string>;
  readonly hoveredId: string | null;
  /** Whether every mark is hidden for a look at the bare skin. */
  readonly bare: boolean;
  /** Whether the borders of the face's regions are drawn. */
  readonly showRegions: boolean;
  /** Whether the points of the regions can be moved. */
  readonly correcting: boolean;
  /** Where the points are while they are on their way, photo pixels; until they are saved. */
  readonly draft: readonly Point[] | null;
  /** Whether a press on the photo adds a lesion. */
  readonly adding: boolean;
  /** What a new lesion begins as: the type that was given last. */
  readonly lastType: StatedType | null;
  /** A lesion on its way to another place or size, photo pixels; until it is saved. */
  readonly moving: { readonly id: string; readonly box: Box } | null;
}

export type MapStore = StoreApi<MapState>;

export const createMapStore = (): MapStore =>
  createStore<MapState>()(() => ({
    hiddenTypes: new Set(),
    ...{ showModel: true, showOwn: true, showRejected: false },
    ...{
      selectedId: null,
      alsoIds: new Set(),
      hoveredId: null,
      bare: false,
      adding: false,
      showRegions: false,
      correcting: false,
      draft: null,
    },
    ...{ lastType: null, moving: null },
  }));

export const MapStoreContext = createContext<MapStore | null>(null);

export function useMapStore(): MapStore {
  const store = useContext(MapStoreContext);
  if (!store) throw new Error('useMapStore outside MapStoreContext');
  return store;
}

export const useMap = <T>(selector: (state: MapState) => T): T => useStore(useMapStore(), selector);

/** Begins to correct the regions of the face, or ends it. Lesions are left alone meanwhile. */
export const toggleCorrecting = (store: MapStore): void =>
  store.setState(({ correcting }) => ({
    correcting: !correcting,
    draft: null,
    adding: false,
    ...(correcting ? {} : { selectedId: null, alsoIds: new Set<string>() }),
  }));

export const toggleType = (store: MapStore, type: StatedCountKey): void =>
  store.setState(({ hiddenTypes }) => {
    const next = new Set(hiddenTypes);
    if (!next.delete(type)) next.add(type);
    return { hiddenTypes: next };
  });
