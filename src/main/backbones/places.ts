import { join } from 'node:path';
import type { BackboneId } from '../../shared/backbones/catalogue';

/** The folder of backbones in a folder for what can be made or fetched again. */
export const backboneFolder = (cacheFolder: string): string => join(cacheFolder, 'models');

/** Where the published file stands after its download, until the engine has taken it over. */
export const downloadedFile = (folder: string, id: BackboneId): string => join(folder, `${id}.h5`);

/** Where the engine keeps a backbone's weights. */
export const storedFile = (folder: string, id: BackboneId): string => join(folder, `${id}.safetensors`);

/** What has come of a download so far; a later one goes on from there. */
export const partOf = (file: string): string => `${file}.part`;
