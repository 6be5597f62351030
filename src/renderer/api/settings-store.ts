import { create } from 'zustand';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/ipc/app';
import { writeDaysAs } from '../ui/format';
import { showFailure } from '../ui/toast-store';
import { request } from './client';

/** What the clinician left set; shown at once, written to main behind. */
export const useSettings = create<Settings>()(() => DEFAULT_SETTINGS);

useSettings.subscribe(({ dateFormat }, before) => {
  if (dateFormat !== before.dateFormat) writeDaysAs(dateFormat);
});

/** Changes settings on screen only, such as while a slider is being dragged. */
export const previewSettings = (patch: Partial<Settings>): void => useSettings.setState(patch);

/** Changes settings and has main remember them. */
export async function updateSettings(patch: Partial<Settings>): Promise<void> {
  useSettings.setState(patch);
  const result = await request('settings:update', patch);
  if (!result.ok) showFailure('Your setting was not remembered', result.failure);
}

export async function connectSettings(): Promise<void> {
  const result = await request('settings:read', {});
  if (result.ok) useSettings.setState(result.value);
  else showFailure('Settings could not be read', result.failure);
}
