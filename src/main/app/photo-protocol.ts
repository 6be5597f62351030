import { MaculeError } from '../../shared/errors';
import type { PhotoStore } from '../data/photo-store';
import { RENDITION_TYPE } from '../../shared/photo/renditions';
import { parsePhotoUrl } from './photo-address';

const nothing = (status: number): Response => new Response(null, { status });

/**
 * Serves the pictures of known photos, and nothing else.
 * @param storeOf the store that holds a photo; null for one that nobody knows.
 * @param origin of the app's own page, which alone may read the pixels.
 * @param isLocked whether nobody may see anything now.
 */
export const servePhotos =
  (storeOf: (photoId: string) => PhotoStore | null, origin: string, isLocked: () => boolean) =>
  async (request: Request): Promise<Response> => {
    if (request.method !== 'GET') return nothing(405);
    if (isLocked()) return nothing(423);
    const address = parsePhotoUrl(request.url);
    if (!address) return nothing(400);
    const store = storeOf(address.photoId);
    if (!store) return nothing(404);
    try {
      const { bytes, stream } = await store.read(address.photoId, address.rendition);
      const headers = {
        'content-type': RENDITION_TYPE,
        'content-length': String(bytes),
        // A stored picture never changes. The session keeps its cache in memory only.
        'cache-control': 'private, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'access-control-allow-origin': origin,
      };
      return new Response(stream, { headers });
    } catch (thrown) {
      if (thrown instanceof MaculeError) return nothing(404);
      throw thrown;
    }
  };
