import { z } from 'zod';

/** Keys by which a process opens the library's sealed pictures, base64. They travel between own processes only. */
export const pictureKeysSchema = z.object({ current: z.base64(), previous: z.base64().optional() });
export type PictureKeys = Readonly<z.infer<typeof pictureKeysSchema>>;
