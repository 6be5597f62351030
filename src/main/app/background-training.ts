import { app, type BrowserWindow } from 'electron';

/** What a person wants who closes the window while a model is being trained. */
export type ClosingWish = 'keep-training' | 'pause-and-quit' | 'stay';

export interface BackgroundTrainingOptions {
  readonly window: BrowserWindow;
  readonly isTraining: () => boolean;
  readonly ask: () => Promise<ClosingWish>;
}

/**
 * Lets training go on behind a closed window, if the person who closes it wants that. The window is only hidden:
 * starting Macule again brings it back. Macule quits by itself once there is nothing left to train, and with its window.
 * @returns what to call whenever a run has begun or ended.
 */
export function keepTraining({ window, isTraining, ask }: BackgroundTrainingOptions): () => void {
  let quitting = false;
  let asking = false;
  let hidden = false;
  window.on('show', () => {
    hidden = false;
  });
  app.on('before-quit', () => {
    quitting = true;
  });

  const decide = async (): Promise<void> => {
    asking = true;
    const wish = await ask();
    asking = false;
    if (wish === 'stay') return;
    // The last run may have ended while the question was on the screen.
    if (wish === 'pause-and-quit' || !isTraining()) app.quit();
    else {
      hidden = true;
      window.hide();
    }
  };
  window.on('close', (event) => {
    if (quitting || !isTraining()) return;
    event.preventDefault();
    if (!asking) void decide();
  });
  // The guide may still be open; without this window it would keep an app that no start could bring up again.
  window.once('closed', () => app.quit());
  return () => {
    if (hidden && !quitting && !isTraining()) app.quit();
  };
}
