import { startMacule, type MaculeApp } from './macule-app';
import { createWorkFolder, type WorkFolder } from './work-folder';

/** Runs a test in a started app with folders of its own; both are gone afterwards, whatever happened. */
export async function withMacule(use: (app: MaculeApp, folder: WorkFolder) => Promise<void>): Promise<void> {
  const folder = await createWorkFolder();
  try {
    const app = await startMacule(folder.data);
    try {
      await use(app, folder);
    } finally {
      await app.close();
    }
  } finally {
    await folder.remove();
  }
}
