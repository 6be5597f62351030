import { create } from 'zustand';
import type { Comparison } from '../../../shared/ipc/fates';
import { onEvent, request } from '../../api/client';
import { coalesce } from '../../api/coalesce';
import { LOADING, remoteOf, type Remote } from '../../api/remote';

export const COMPARE_MODES = ['side-by-side', 'swipe', 'onion', 'blink'] as const;
export type CompareMode = (typeof COMPARE_MODES)[number];

interface CompareStore {
  readonly earlierPhotoId: string | null;
  readonly laterPhotoId: string | null;
  readonly comparison: Remote<Comparison>;
  readonly mode: CompareMode;
  /** Where the swipe line stands, or how much of the later photo shows, 0–1. */
  readonly share: number;
  readonly showMarks: boolean;
  /** Lesion chosen on each photo: both of a pair, or one alone. */
  readonly earlierId: string | null;
  readonly laterId: string | null;
  /** The photo on which a lesion was chosen last. */
  readonly chosenOn: Side;
}

const IDS = { earlier: 'earlierId', later: 'laterId' } as const;
type Side = keyof typeof IDS;

const NOTHING_CHOSEN = { earlierId: null, laterId: null, chosenOn: 'earlier' } as const;

/** The two photos that are compared, and how. */
export const useCompare = create<CompareStore>()(() => ({
  ...{ earlierPhotoId: null, laterPhotoId: null, comparison: LOADING, mode: 'side-by-side' },
  ...{ share: 0.5, showMarks: true, ...NOTHING_CHOSEN },
}));

const { setState, getState } = useCompare;

const refresh = coalesce(async () => {
  const { earlierPhotoId, laterPhotoId } = getState();
  if (earlierPhotoId === null || laterPhotoId === null) return;
  const result = await request('fates:compare', { earlierPhotoId, laterPhotoId });
  const now = getState();
  if (now.earlierPhotoId !== earlierPhotoId || now.laterPhotoId !== laterPhotoId) return;
  setState({
    comparison: remoteOf(result),
  });
});

/** Brings up two photos; null leaves that side to be chosen. */
export function compare(earlierPhotoId: string | null, laterPhotoId: string | null): void {
  setState({ earlierPhotoId, laterPhotoId, comparison: LOADING, ...NOTHING_CHOSEN });
  void refresh();
}

export const refreshComparison = refresh;
export const setMode = (mode: CompareMode): void => setState({ mode });
export const setShare = (share: number): void => setState({ share: Math.min(1, Math.max(0, share)) });
export const toggleMarks = (): void => setState(({ showMarks }) => ({ showMarks: !showMarks }));
export const chooseNothing = (): void => setState(NOTHING_CHOSEN);

/**
 * Chooses a lesion and its partner. One without a partner leaves a lonely one on the other photo chosen, so that the
 * two can be linked.
 */
export function chooseLesion(side: Side, id: string): void {
  const { comparison, ...chosen } = getState();
  if (comparison.state !== 'loaded') return;
  const { fates } = comparison.value;
  const across = side === 'earlier' ? 'later' : 'earlier';
  const partnerOf = (from: Side, to: Side, lesionId: string | null): string | null =>
    fates.find((fate) => fate[IDS[from]] === lesionId)?.[IDS[to]] ?? null;
  const opposite = chosen[IDS[across]];
  const isLonely = opposite !== null && partnerOf(across, side, opposite) === null;
  const partner = partnerOf(side, across, id) ?? (isLonely ? opposite : null);
  setState({
    ...(side === 'earlier' ? { earlierId: id, laterId: partner } : { laterId: id, earlierId: partner }),
    chosenOn: side,
  });
}

export function connectCompare(): void {
  onEvent('record:changed', () => void refresh());
  onEvent('photos:changed', ({ photoIds }) => {
    const { earlierPhotoId, laterPhotoId } = getState();
    if (photoIds.some((id) => id === earlierPhotoId || id === laterPhotoId)) void refresh();
  });
  onEvent('analysis:changed', ({ photoId, analysis }) => {
    const { earlierPhotoId, laterPhotoId } = getState();
    if (analysis.state === 'done' && (photoId === earlierPhotoId || photoId === laterPhotoId)) void refresh();
  });
}
