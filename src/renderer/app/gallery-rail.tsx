import { ArchiveRestore, FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { refreshPhotos, usePhotos } from '../api/photos-store';
import { RemoteView } from '../api/remote-view';
import { Gallery } from '../features/gallery/gallery';
import { OrderSwitch } from '../features/gallery/order-switch';
import { RemovedPhotos } from '../features/gallery/removed-photos';
import { ImportProgress } from '../features/import/import-progress';
import { importFromDialog } from '../features/import/start-import';
import { Button } from '../ui/button';
import { commandKeyName } from '../ui/keys';
import { openPatient } from '../features/patients/store/open-patient-store';
import { makeWayForPhoto } from './layout-store';
import { showView } from './view-store';
import { openPhoto, useOpenPhoto } from './open-photo-store';
import rail from '../ui/rail.module.css';
import styles from './app.module.css';

/** The left part of the window: adding photos, and the gallery. */
export function GalleryRail() {
  const [showRemoved, setShowRemoved] = useState(false);
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
      <OrderSwitch />
      <GalleryBody />
      <div className={rail['foot']}>
        <Button look="bare" onClick={() => setShowRemoved(true)}>
          <ArchiveRestore aria-hidden size={16} /> Removed photos
        </Button>
      </div>
      {showRemoved && <RemovedPhotos onClose={() => setShowRemoved(false)} />}
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
          <Gallery
            held={loaded}
            openId={openId}
            onOpen={openPhoto}
            onChosen={makeWayForPhoto}
            onOpenPatient={(patientId) => {
              void openPatient(patientId);
              showView('patients');
            }}
            onSort={() => showView('sorting')}
          />
        )
      }
    </RemoteView>
  );
}
