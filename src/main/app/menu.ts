import { app, Menu, type MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  readonly openPhotos: () => void;
  readonly openLogs: () => void;
}

/** The application menu, with each system's customary entries. */
export function createMenu({ openPhotos, openLogs }: MenuActions): Menu {
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
    { label: 'Show log files', click: openLogs },
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
