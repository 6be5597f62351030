import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Appearance } from '../../shared/ipc/app';
import type { UpdateActions } from './updates';

const APPEARANCES: readonly (readonly [Appearance, string])[] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

export interface MenuActions {
  readonly openPhotos: () => void;
  readonly openLogs: () => void;
  readonly showGuide: () => void;
  readonly showWelcome: () => void;
  /** What can be copied for support. */
  readonly showSupport: () => void;
  /** As it was left. */
  readonly appearance: Appearance;
  readonly chooseAppearance: (appearance: Appearance) => void;
  /** Null where this build gets no updates. */
  readonly updates: UpdateActions | null;
}

/** The application menu, with each system's customary entries. */
export function createMenu({
  openPhotos,
  openLogs,
  showGuide,
  showWelcome,
  showSupport,
  appearance,
  chooseAppearance,
  updates,
}: MenuActions): Menu {
  const isMac = process.platform === 'darwin';
  const file: MenuItemConstructorOptions[] = [
    { label: 'Open photos…', accelerator: 'CmdOrCtrl+O', click: openPhotos },
    { type: 'separator' },
    isMac ? { role: 'close' } : { role: 'quit' },
  ];
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom', label: 'Normal text size' },
    { role: 'zoomIn', label: 'Larger text' },
    { role: 'zoomOut', label: 'Smaller text' },
    { type: 'separator' },
    {
      label: 'Appearance',
      submenu: APPEARANCES.map(([value, label]) => ({
        ...{ label, type: 'radio', checked: value === appearance },
        click: () => chooseAppearance(value),
      })),
    },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(app.isPackaged
      ? []
      : ([
          { type: 'separator' },
          { role: 'reload' },
          { role: 'toggleDevTools' },
        ] as MenuItemConstructorOptions[])),
  ];
  const help: MenuItemConstructorOptions[] = [
    { label: 'Guide', accelerator: 'F1', click: showGuide },
    { label: 'Set up Macule…', click: showWelcome },
    { type: 'separator' },
    { label: 'Copy support information…', click: showSupport },
    { label: 'Show log files', click: openLogs },
    ...updateItems(updates),
    ...(isMac ? [] : ([{ role: 'about' }] as MenuItemConstructorOptions[])),
  ];
  return Menu.buildFromTemplate([
    ...(isMac ? ([{ role: 'appMenu' }] as MenuItemConstructorOptions[]) : []),
    { label: 'File', submenu: file },
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    { role: 'windowMenu' },
    { role: 'help', submenu: help },
  ]);
}

function updateItems(updates: UpdateActions | null): readonly MenuItemConstructorOptions[] {
  if (!updates) return [];
  const { on, turn, look } = updates;
  return [
    { type: 'separator' },
    { label: 'Look for a new version…', click: look },
    {
      label: 'Look for new versions every day',
      type: 'checkbox',
      checked: on,
      click: ({ checked }) => turn(checked),
    },
    { type: 'separator' },
  ];
}
