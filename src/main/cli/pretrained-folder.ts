import { join } from 'node:path';

/** Folder of the weights that come with Macule for training to start from. */
export const pretrainedFolder = (appFolder: string): string => join(appFolder, 'assets', 'pretrained');
