import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { typeMark } from '../../../../shared/clinical/type-marks';
import { percent } from '../../../ui/format';
import { VERDICT_WORDS } from '../editing/words';
import type { Outline } from '../layers/mark-shape';
import { MarkSwatch } from '../layers/mark-swatch';
import { markColour } from '../layers/mark-style';
import { useMap, useMapStore } from '../store/map-store';
import { markName, type LesionMapMark, type ReferenceMark } from '../store/mark';
import { neighbourId } from '../store/reading-order';
import { withToggled } from '../store/selection';
import styles from './panel.module.css';

/** Height of one row in CSS pixels. */
const ROW_HEIGHT = 34;

interface LesionListProps {
  /** In reading order. */
  readonly marks: readonly (LesionMapMark | ReferenceMark)[];
  readonly comparing: boolean;
  readonly outline: Outline;
  readonly onSelect: (mark: LesionMapMark | ReferenceMark) => void;
}

function stateOf(mark: LesionMapMark | ReferenceMark): string {
  if (mark.kind === 'reference') return 'label';
  if (mark.verdict) return VERDICT_WORDS[mark.verdict].toLowerCase();
  return mark.lesion ? percent(mark.lesion.score) : '';
}

/** Every visible lesion as a row; the accessible twin of the drawn marks. */
export function LesionList({ marks, comparing, outline, onSelect }: LesionListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const map = useMapStore();
  const selectedId = useMap((state) => state.selectedId);
  const alsoIds = useMap((state) => state.alsoIds);
  const selectedIndex = selectedId === null ? -1 : marks.findIndex(({ id }) => id === selectedId);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is not passed on to memoised children
  const rows = useVirtualizer({
    count: marks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    // The selected row stays in the page, since the list names it as its active one.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...(selectedIndex < 0 ? [] : [selectedIndex])])].sort(
        (a, b) => a - b,
      ),
  });
  useEffect(() => {
    if (selectedIndex >= 0) rows.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedIndex, rows]);

  const onKeyDown = (event: KeyboardEvent) => {
    const ids = marks.map(({ id }) => id);
    const target = {
      ArrowDown: () => neighbourId(ids, selectedId, 1),
      ArrowUp: () => neighbourId(ids, selectedId, -1),
      Home: () => ids[0] ?? null,
      End: () => ids.at(-1) ?? null,
    }[event.key];
    if (!target || event.altKey) return;
    event.preventDefault();
    const id = target();
    const mark = marks.find((one) => one.id === id);
    if (mark) onSelect(mark);
  };

  return (
    <div
      ref={scroller}
      className={styles['list']}
      role="listbox"
      aria-multiselectable
      aria-label="Lesions, in reading order"
      tabIndex={0}
      aria-activedescendant={selectedIndex >= 0 ? `lesion-${selectedId}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ blockSize: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const mark = marks[index];
          return mark ? (
            <div
              key={mark.id}
              id={`lesion-${mark.id}`}
              role="option"
              className={styles['lesion']}
              style={{ translate: `0 ${start}px`, blockSize: ROW_HEIGHT }}
              aria-selected={mark.id === selectedId || alsoIds.has(mark.id)}
              aria-setsize={marks.length}
              aria-posinset={index + 1}
              onClick={(event) => {
                if (event.shiftKey || event.ctrlKey || event.metaKey)
                  map.setState((state) => withToggled(state, mark.id));
                else onSelect(mark);
              }}
              onPointerEnter={() => map.setState({ hoveredId: mark.id })}
              onPointerLeave={() => map.setState({ hoveredId: null })}
            >
              <MarkSwatch type={mark.type} colour={markColour(mark, comparing)} outline={outline} />
              <span className={styles['typeName']} title={markName(mark)}>
                {(mark.type && typeMark(mark.type).short) ?? markName(mark)}
              </span>
              <span className={styles['score']}>{stateOf(mark)}</span>
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
}
