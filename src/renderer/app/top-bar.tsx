import { ArrowLeft, Keyboard, PanelLeft, PanelRight } from 'lucide-react';
import type { PhotoSummary } from '../../shared/photo/photo';
import { TrainingButton } from '../features/training/training-button';
import { Button } from '../ui/button';
import { dateTime } from '../ui/format';
import { showShortcuts, toggleGallery, togglePanel, useLayout } from './layout-store';
import { toggleTraining, useView } from './view-store';
import styles from './app.module.css';

export function TopBar({ photo }: { readonly photo: PhotoSummary | null }) {
  const { showGallery, showPanel } = useLayout();
  const training = useView(({ view }) => view === 'training');
  return (
    <header className={styles['top']}>
      {training ? (
        <Button look="bare" title="Back to the photos ( T )" onClick={toggleTraining}>
          <ArrowLeft aria-hidden size={18} /> Photos
        </Button>
      ) : (
        <Button
          look="bare"
          aria-label="Gallery"
          title="Show or hide the gallery ( [ )"
          aria-pressed={showGallery}
          onClick={toggleGallery}
        >
          <PanelLeft aria-hidden size={18} />
        </Button>
      )}
      {photo ? (
        <div className={styles['titles']}>
          <h1 title={photo.fileName}>{photo.fileName}</h1>
          <span>
            {photo.takenAt ? `Taken ${dateTime(photo.takenAt)}` : `Added ${dateTime(photo.importedAt)}`} ·{' '}
            {photo.width} × {photo.height}
          </span>
        </div>
      ) : (
        <div className={styles['titles']}>
          <strong>{training ? 'Training' : 'Macule'}</strong>
        </div>
      )}
      <TrainingButton pressed={training} onPress={toggleTraining} />
      <Button
        look="bare"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={() => showShortcuts(true)}
      >
        <Keyboard aria-hidden size={18} />
      </Button>
      {photo && (
        <Button
          look="bare"
          aria-label="Results"
          title="Show or hide the results ( ] )"
          aria-pressed={showPanel}
          onClick={togglePanel}
        >
          <PanelRight aria-hidden size={18} />
        </Button>
      )}
    </header>
  );
}
