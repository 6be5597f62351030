import { create } from 'zustand';
import { WELCOME_STEPS, type WelcomeStep } from '../../../shared/ipc/app';
import { updateSettings, useSettings } from '../../api/settings-store';

interface FirstRunStore {
  /** The step that is looked at again after the first start; null while it is not. */
  readonly revisited: WelcomeStep | null;
}

/** Where the first start was left is remembered with the settings; here is only what concerns this window. */
export const useFirstRun = create<FirstRunStore>()(() => ({ revisited: null }));

/** The step that is to be shown; null once the first start is behind. */
export function useWelcomeStep(): WelcomeStep | null {
  const left = useSettings((settings) => settings.welcome);
  const revisited = useFirstRun((store) => store.revisited);
  return left === 'done' ? revisited : left;
}

/** The step so many places after this one; null beyond the ends. */
export const stepFrom = (step: WelcomeStep, places: 1 | -1): WelcomeStep | null =>
  WELCOME_STEPS[WELCOME_STEPS.indexOf(step) + places] ?? null;

/** Goes to a step; null = away from them all. The first start is remembered, what is looked at again is not. */
export function goToStep(step: WelcomeStep | null): void {
  if (useSettings.getState().welcome === 'done') useFirstRun.setState({ revisited: step });
  else void updateSettings({ welcome: step ?? 'done' });
}

/** Shows the steps again, or where the first start was left. */
export const showFirstRun = (): void => {
  if (useSettings.getState().welcome === 'done') useFirstRun.setState({ revisited: 'place' });
};

/** A photo is up: its lesion map is what the last step is for, and nobody looks at the others any more. */
export function photoIsUp(): void {
  useFirstRun.setState({ revisited: null });
  if (useSettings.getState().welcome === 'photo') void updateSettings({ welcome: 'done' });
}
