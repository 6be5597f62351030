/** The stored sizes of a photo, each served as `photo://<photo id>/<rendition>`. */
export const RENDITIONS = ['thumbnail', 'screen', 'full'] as const;
export type Rendition = (typeof RENDITIONS)[number];

/** Longest side in pixels; `full` keeps every pixel of the upright photo. */
export const RENDITION_SIDES: Readonly<Record<Exclude<Rendition, 'full'>, number>> = {
  thumbnail: 320,
  screen: 2048,
};

/** Media type of every stored picture. */
export const RENDITION_TYPE = 'image/jpeg';

export const PHOTO_SCHEME = 'photo';

/** Address under which the renderer loads a picture; it never learns a path. */
export const photoUrl = (photoId: string, rendition: Rendition): string =>
  `${PHOTO_SCHEME}://${photoId}/${rendition}`;
