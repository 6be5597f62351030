import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

/** The folder of a model: a shipped one by its name, any other by its path. */
export function findModelFolder(modelsFolder: string, model: string): string {
  const shipped = join(modelsFolder, model);
  return !isAbsolute(model) && existsSync(shipped) ? shipped : model;
}
