import { defaultRangeExtractor, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { nextIndex } from './list-keys';

interface RowListOptions {
  readonly ids: readonly string[];
  /** The row that is open, if any. */
  readonly openId: string | null;
  /** CSS pixels. */
  readonly rowHeight: number;
  /** Selector of the control that takes a row's focus. */
  readonly controlOf: (id: string) => string;
}

/** A list of rows of which one is open, walked with the arrow keys: ten thousand cost as much as the dozen on screen. */
export interface RowList {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly rows: Virtualizer<HTMLDivElement, Element>;
  readonly openIndex: number;
  /** The row that Tab leads to. */
  readonly tabStop: number;
  /** Gives the focus to whichever row is open next. */
  readonly wantFocus: () => void;
  /** The row that a key leads to; null for another key, and for one pressed with a command key. */
  readonly idAfter: (event: KeyboardEvent) => string | null;
}

export function useRowList({ ids, openId, rowHeight, controlOf }: RowListOptions): RowList {
  const scroller = useRef<HTMLDivElement>(null);
  const focusWanted = useRef(false);
  const openIndex = openId === null ? -1 : ids.indexOf(openId);
  const tabStop = Math.max(0, openIndex);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is not passed on to memoised children
  const rows = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    getItemKey: (index) => ids[index] ?? index,
    // The row that Tab leads to stays in the page even when it is scrolled away.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), tabStop])].sort((a, b) => a - b),
  });
  useLayoutEffect(() => {
    if (openIndex >= 0) rows.scrollToIndex(openIndex, { align: 'auto' });
  }, [openIndex, rows]);
  useLayoutEffect(() => {
    if (!focusWanted.current || openId === null) return;
    const control = scroller.current?.querySelector<HTMLElement>(controlOf(openId));
    if (!control) return;
    focusWanted.current = false;
    control.focus({ preventScroll: true });
  });
  return {
    ...{ scroller, rows, openIndex, tabStop },
    wantFocus: () => {
      focusWanted.current = true;
    },
    idAfter: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return null;
      const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
      return ids[nextIndex(event.key, openIndex, ids.length, page) ?? -1] ?? null;
    },
  };
}
