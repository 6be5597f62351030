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
}

/** The photos in no record, being sorted. */
export const useSorting = create<SortingStore>()(() => ({ items: null, total: 0, failure: null }));

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

/** Puts every confirmed sitting into its record, as one action. */
export async function fileConfirmed(): Promise<void> {
  const filings = filingsOf(useSorting.getState().items ?? []);
  if (filings.length === 0) return;
  const photos = filings.reduce((sum, { photoIds }) => sum + photoIds.length, 0);
  const patients = new Set(filings.map(({ patientId }) => patientId)).size;
  await changeAndTell(
    'photographs:file',
    { filings: filings.map((filing) => ({ ...filing, photoIds: [...filing.photoIds] })) },
    `${countOf(photos, 'photo')} put into ${countOf(patients, 'record')}`,
  );
}
