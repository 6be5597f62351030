import type { MessageBoxOptions } from 'electron';
import type { ElectronApplication } from 'playwright-core';

/** What a dialog of the system showed. */
export interface ShownDialog {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

type Remembering = typeof globalThis & { shownDialogs?: ShownDialog[] };

/**
 * Answers the app's questions from now on, which only the system could draw: with the button named where a question has
 * it, else with the first. What they show is kept.
 */
export const answerDialogs = (electron: ElectronApplication, button: string): Promise<void> =>
  electron.evaluate(({ dialog }, wanted) => {
    const remembering = globalThis as Remembering;
    dialog.showMessageBox = (...args: readonly unknown[]) => {
      const { message, detail = '', buttons = [] } = args.at(-1) as MessageBoxOptions;
      (remembering.shownDialogs ??= []).push({ message, detail, buttons });
      return Promise.resolve({ response: Math.max(0, buttons.indexOf(wanted)), checkboxChecked: false });
    };
  }, button);

/** What was shown so far, oldest first. */
export const shownDialogs = (electron: ElectronApplication): Promise<readonly ShownDialog[]> =>
  electron.evaluate(() => (globalThis as Remembering).shownDialogs ?? []);

/** Clicks an entry of the app's menu. @returns whether it is checked then. */
export const clickMenu = (electron: ElectronApplication, label: string): Promise<boolean> =>
  electron.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    const item = items?.find((each) => each.label === wanted);
    if (item === undefined) throw new Error(`The menu has no “${wanted}”.`);
    (item.click as () => void)();
    return item.checked;
  }, label);

/** Whether an entry of the app's menu is checked; null where there is none. */
export const menuIsChecked = (electron: ElectronApplication, label: string): Promise<boolean | null> =>
  electron.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    return items?.find((each) => each.label === wanted)?.checked ?? null;
  }, label);
