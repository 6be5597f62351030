import { photoIdSchema } from '../../shared/photo/photo';
import { PHOTO_SCHEME, RENDITIONS, type Rendition } from '../../shared/photo/renditions';

/** Which picture `photo://<photo id>/<rendition>` names; null for any other address. */
export function parsePhotoUrl(
  url: string,
): { readonly photoId: string; readonly rendition: Rendition } | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, pathname, search, username, port } = new URL(url);
  if (protocol !== `${PHOTO_SCHEME}:` || search !== '' || username !== '' || port !== '') return null;
  const rendition = RENDITIONS.find((name) => pathname === `/${name}`);
  if (rendition === undefined || !photoIdSchema.safeParse(hostname).success) return null;
  return { photoId: hostname, rendition };
}
