import { onEvent } from '../api/client';
import { showFirstRun } from '../features/first-run/first-run-store';
import { openPhoto } from './open-photo-store';
import { showView } from './view-store';

/** Brings the steps of the first start up, where they were left or from their beginning. */
export function showWelcome(): void {
  showFirstRun();
  openPhoto(null);
  showView('photos');
}

/** The menu leads there, too. */
export function connectWelcome(): void {
  onEvent('setup:show', showWelcome);
}
