import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { ImportReport } from '../../../src/shared/ipc/photos';

const FIELD = 'files-to-import';

/** Imports files as a drop of them would, and waits for the report. */
export async function importFiles(page: Page, files: readonly string[]): Promise<ImportReport> {
  await page.evaluate((id) => {
    if (document.getElementById(id)) return;
    const field = document.createElement('input');
    Object.assign(field, { type: 'file', multiple: true, hidden: true, id });
    document.body.append(field);
  }, FIELD);
  await page.setInputFiles(`#${FIELD}`, [...files]);
  return page.evaluate(async (id) => {
    const field = document.getElementById(id) as HTMLInputElement;
    const result = await window.macule.importDropped([...(field.files ?? [])]);
    if (!result.ok) throw new Error(result.failure.message);
    return result.value;
  }, FIELD);
}

/** Imports every file of a folder. */
export const importFolder = async (page: Page, folder: string): Promise<ImportReport> =>
  importFiles(
    page,
    (await readdir(folder)).map((name) => join(folder, name)),
  );
