import { MaculeError } from '../../shared/errors';
import type { ReadableDatabase } from '../data/database';
import type { PhotoStore } from '../data/photo-store';
import { findPhoto } from '../data/repositories/photos';
import { RENDITION_TYPE } from '../imaging/renditions';
import { parsePhotoUrl } from './photo-address';

const nothing = (status: number): Response => new Response(null, { status });

/**
 * Serves the pictures of photos in the database, and nothing else.
 * @param origin of the app's own page, which alone may read the pixels.
 * @param isLocked whether nobody may see anything now.
 */
export const servePhotos =
  (database: ReadableDatabase, store: PhotoStore, origin: string, isLocked: () => boolean) =>
  async (request: Request): Promise<Response> => {
    if (request.method !== 'GET') return nothing(405);
    if (isLocked()) return nothing(423);
    const address = parsePhotoUrl(request.url);
    if (!address) return nothing(400);
    // Removed photos are served too, while they can still be restored.
    if (!findPhoto(database, address.photoId)) return nothing(404);
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
