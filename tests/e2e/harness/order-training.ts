import type { ElectronApplication, Page } from 'playwright-core';
import type { MaculeApp } from './macule-app';

/** Answers the next dialog for a folder, which only the system could draw. */
const answerFolderDialog = (electron: ElectronApplication, path: string): Promise<void> =>
  electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);

export const openTraining = (page: Page): Promise<void> =>
  page.getByRole('button', { name: /^Training/ }).click();

/** Begins a new training and chooses its folder; the training screen is open. */
export async function chooseTrainingData(
  { electron, page }: Pick<MaculeApp, 'electron' | 'page'>,
  folder: string,
): Promise<void> {
  await page.getByRole('button', { name: 'New training' }).click();
  await answerFolderDialog(electron, folder);
  await page.getByRole('button', { name: /^Choose (a|another) folder/ }).click();
  await page.getByText('to learn from').first().waitFor();
}

/** Puts together a run on a folder of photos and starts it; the training screen is open. */
export async function orderTraining(
  { electron, page }: Pick<MaculeApp, 'electron' | 'page'>,
  folder: string,
  { model, epochs, side }: { readonly model: RegExp; readonly epochs: number; readonly side: number },
): Promise<void> {
  await chooseTrainingData({ electron, page }, folder);
  await page.getByRole('radio', { name: model }).check();
  await page.getByLabel('Rounds through all photos (epochs)').fill(String(epochs));
  if (!(await page.getByLabel('Picture side, pixels').isVisible()))
    await page.getByText('Advanced settings').click();
  await page.getByLabel('Picture side, pixels').fill(String(side));
  await page.getByLabel('Early stopping').selectOption('never');
  await page.getByRole('button', { name: /^(Start training|Add to the queue)/ }).click();
  await page.getByRole('button', { name: /^Pause/ }).waitFor();
}
