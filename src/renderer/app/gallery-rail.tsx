import { FolderOpen } from 'lucide-react';
import { refreshPhotos, usePhotos } from '../api/photos-store';
import { RemoteView } from '../api/remote-view';
import { Gallery } from '../features/gallery/gallery';
import { ImportProgress } from '../features/import/import-progress';
import { importFromDialog } from '../features/import/start-import';
import { Button } from '../ui/button';
import { commandKeyName } from '../ui/keys';
import { makeWayForPhoto } from './layout-store';
import { openPhoto, useOpenPhoto } from './open-photo-store';
import rail from '../ui/rail.module.css';
import styles from './app.module.css';

/** The left part of the window: adding photos, and the gallery. */
export function GalleryRail() {
  return (
    <nav className={rail['rail']} data-region="photos" aria-label="Gallery">
      <div className={styles['railHead']}>
        <Button
          look="main"
          onClick={() => void importFromDialog(openPhoto)}
          title={`Open photos (${commandKeyName}+O)`}
        >
          <FolderOpen aria-hidden size={17} /> Open photos
        </Button>
      </div>
      <ImportProgress />
      <GalleryBody />
    </nav>
  );
}

function GalleryBody() {
  const gallery = usePhotos((store) => store.gallery);
  const openId = useOpenPhoto((store) => store.openId);
  return (
    <RemoteView
      remote={gallery}
      loading="Loading photos…"
      failed="The gallery cannot be shown"
      onRetry={() => void refreshPhotos()}
    >
      {(loaded) =>
        loaded.total === 0 ? (
          <p className={rail['quiet']}>No photos yet.</p>
        ) : (
          <Gallery held={loaded} openId={openId} onOpen={openPhoto} onChosen={makeWayForPhoto} />
        )
      }
    </RemoteView>
  );
}
