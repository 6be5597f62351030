import { basename, dirname, extname } from 'node:path';

/** Ending of sealed files. */
export const SEALED_ENDING = '.sealed';

/** What a stored picture is, by its place: `<photo id>/<rendition>`. It opens nowhere else. */
export const pictureIdentity = (file: string): string =>
  `${basename(dirname(file))}/${basename(file, extname(file))}`;
