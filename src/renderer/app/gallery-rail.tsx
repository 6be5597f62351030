import { FolderOpen } from 'lucide-react';
import { refreshPhotos, usePhotos } from '../api/photos-store';
import { unreachable } from '../api/remote';
import { Gallery } from '../features/gallery/gallery';
import { ImportProgress } from '../features/import/import-progress';
import { importFromDialog } from '../features/import/start-import';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { commandKeyName } from '../ui/keys';
import { makeWayForPhoto } from './layout-store';
import { openPhoto, useOpenPhoto } from './open-photo-store';
import styles from './app.module.css';

/** The left part of the window: adding photos, and the gallery. */
export function GalleryRail() {
  return (
    <nav className={styles['rail']} data-region="photos" aria-label="Gallery">
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
  const photos = usePhotos((store) => store.photos);
  const openId = useOpenPhoto((store) => store.openId);
  switch (photos.state) {
    case 'loading':
      return <p className={styles['quiet']}>Loading photos…</p>;
    case 'failed':
      return (
        <div className={styles['quiet']}>
          <FailureNote title="The gallery cannot be shown" failure={photos.failure}>
            <Button onClick={() => void refreshPhotos()}>Try again</Button>
          </FailureNote>
        </div>
      );
    case 'loaded':
      return photos.value.length === 0 ? (
        <p className={styles['quiet']}>No photos yet.</p>
      ) : (
        <Gallery photos={photos.value} openId={openId} onOpen={openPhoto} onChosen={makeWayForPhoto} />
      );
    default:
      return unreachable(photos);
  }
}
