import { join } from 'node:path';
import type { CliContext } from './context';

type App = Pick<CliContext, 'appFolder'>;

/** Folder of the models that come with Macule. */
export const modelsFolder = ({ appFolder }: App): string => join(appFolder, 'assets', 'models');

/** Folder of the weights that come with Macule for training to start from. */
export const pretrainedFolder = ({ appFolder }: App): string => join(appFolder, 'assets', 'pretrained');
