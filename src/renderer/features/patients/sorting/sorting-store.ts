import { create } from 'zustand';
import type { Failure } from '../../../../shared/errors';
import { onEvent, request } from '../../../api/client';
import { coalesce } from '../../../api/coalesce';
import { useSettings } from '../../../api/settings-store';
import { countOf } from '../../../ui/format';
import { changeAndTell } from '../store/change';
import { filingsOf, levelWith, type SortItem } from './sorting';

interface SortingStore {
  /** Null until they are known. */
  readonly items: readonly SortItem[] | null;
  /** Photos in no record, those that are not among the items too. */
  readonly total: number;
  readonly failure: Failure | null;
  /** Whether what was confirmed is on its way into the records. */
  readonly isFiling: boolean;
}

/** The photos in no record, being sorted. */
export const useSorting = create<SortingStore>()(() => ({
  ...{ items: null, total: 0, failure: null, isFiling: false },
}));

const refresh = coalesce(async () => {
  const { pauseMinutes } = useSettings.getState();
  const result = await request('photographs:sittings', { pauseMinutes });
  if (!result.ok) return useSorting.setState({ failure: result.failure });
  const { total, sittings } = result.value;
  useSorting.setState(({ items }) => ({ total, failure: null, items: levelWith(items ?? [], sittings) }));
});

export const refreshSorting = refresh;

/** Groups the photos anew, such as by another pause. What was split and chosen is forgotten. */
export function startSorting(): void {
  useSorting.setState({ items: null, failure: null });
  void refresh();
}

/** Follows main while the screen is up. @returns what ends that. */
export function connectSorting(): () => void {
  const stops = [
    onEvent('photos:changed', () => void refresh()),
    onEvent('record:changed', () => void refresh()),
    useSettings.subscribe((now, before) => {
      if (now.pauseMinutes !== before.pauseMinutes) startSorting();
    }),
  ];
  void refresh();
  return () => {
    for (const stop of stops) stop();
  };
}

export const changeItems = (next: (items: readonly SortItem[]) => readonly SortItem[]): void =>
  useSorting.setState(({ items }) => ({ items: items && next(items) }));

/**
 * Puts every confirmed sitting into its record, as one action. Pressed twice it is done once: the same sittings would
 * make their new visits again, and leave the first ones empty.
 */
export async function fileConfirmed(): Promise<void> {
  const { items, isFiling } = useSorting.getState();
  const filings = filingsOf(items ?? []);
  if (filings.length === 0 || isFiling) return;
  const photos = filings.reduce((sum, { photoIds }) => sum + photoIds.length, 0);
  const patients = new Set(filings.map(({ patientId }) => patientId)).size;
  useSorting.setState({ isFiling: true });
  await changeAndTell(
    'photographs:file',
    { filings: filings.map((filing) => ({ ...filing, photoIds: [...filing.photoIds] })) },
    `${countOf(photos, 'photo')} put into ${countOf(patients, 'record')}`,
  );
  // Until then the screen shows sittings that are in a record.
  await refresh();
  useSorting.setState({ isFiling: false });
}
