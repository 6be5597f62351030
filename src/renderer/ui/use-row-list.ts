import { defaultRangeExtractor, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { nextIndex } from './list-keys';

interface RowListOptions {
  readonly count: number;
  /** Place of the row that is open; −1 where none is. */
  readonly openIndex: number;
  /** CSS pixels. */
  readonly rowHeight: number;
  /** Selector of the control that takes the open row's focus; null where none is open. */
  readonly openControl: string | null;
}

/** A list of rows of which one is open, walked with the arrow keys: ten thousand cost as much as the dozen on screen. */
export interface RowList {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly rows: Virtualizer<HTMLDivElement, Element>;
  /** The row that Tab leads to. */
  readonly tabStop: number;
  /** Gives the focus to whichever row is open next. */
  readonly wantFocus: () => void;
  /** Place of the row that a key leads to; null for another key, and for one pressed with a command key. */
  readonly indexAfter: (event: KeyboardEvent) => number | null;
}

export function useRowList({ count, openIndex, rowHeight, openControl }: RowListOptions): RowList {
  const scroller = useRef<HTMLDivElement>(null);
  const focusWanted = useRef(false);
  const tabStop = Math.max(0, openIndex);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is not passed on to memoised children
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    // The row that Tab leads to stays in the page even when it is scrolled away.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), tabStop])].sort((a, b) => a - b),
  });
  // Rows have no keys of their own here: with another way to keys, all rows are laid out anew at every render.
  useLayoutEffect(() => rows.measure(), [rows, rowHeight]);
  useLayoutEffect(() => {
    if (openIndex >= 0) rows.scrollToIndex(openIndex, { align: 'auto' });
  }, [openIndex, rows]);
  useLayoutEffect(() => {
    if (!focusWanted.current || openControl === null) return;
    const control = scroller.current?.querySelector<HTMLElement>(openControl);
    if (!control) return;
    focusWanted.current = false;
    control.focus({ preventScroll: true });
  });
  return {
    ...{ scroller, rows, tabStop },
    wantFocus: () => {
      focusWanted.current = true;
    },
    indexAfter: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return null;
      const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
      return nextIndex(event.key, openIndex, count, page);
    },
  };
}
