import { session, type Session } from 'electron';
import { PHOTO_SCHEME } from '../../shared/photo/renditions';
import type { PhotoStore } from '../data/photo-store';
import type { Access } from '../services/access/access';
import { APP_HOST, APP_SCHEME } from './app-address';
import { lockSession } from './lock-down';
import { servePage } from './page-protocol';
import { servePhotos } from './photo-protocol';

/** A session that keeps nothing on disk: no cache of patients' photos, no cookies. */
const SESSION = 'macule';

/** The session of the main window, which serves its page and the library's photos. */
export function openSession(
  storeOf: (photoId: string) => PhotoStore | null,
  access: Access,
  pageFolder: string,
  developmentPage: string | null,
): Session {
  const ownSession = session.fromPartition(SESSION);
  lockSession(ownSession, developmentPage);
  ownSession.protocol.handle(APP_SCHEME, servePage(pageFolder));
  const origin = developmentPage ? new URL(developmentPage).origin : `${APP_SCHEME}://${APP_HOST}`;
  ownSession.protocol.handle(
    PHOTO_SCHEME,
    servePhotos(storeOf, origin, () => access.isLocked),
  );
  return ownSession;
}
