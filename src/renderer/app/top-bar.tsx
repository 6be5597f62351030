import { ArrowLeft, GitCompareArrows, Keyboard, PanelLeft, PanelRight, UsersRound } from 'lucide-react';
import type { PhotoSummary } from '../../shared/photo/photo';
import { TrainingButton } from '../features/training/training-button';
import { Button } from '../ui/button';
import { dateTime } from '../ui/format';
import { showShortcuts, toggleGallery, togglePanel, useRails } from './layout-store';
import { toggleCompare } from './start-compare';
import { PhotoPlaceButton } from './photo-place-button';
import { toggleView, useView, type View } from './view-store';
import styles from './app.module.css';

const TITLES: Readonly<Record<View, string>> = {
  photos: 'Macule',
  patients: 'Patients',
  compare: 'Compare',
  sorting: 'Sort into records',
  training: 'Training',
};

export function TopBar({ photo }: { readonly photo: PhotoSummary | null }) {
  const rails = useRails();
  const view = useView((store) => store.view);
  const training = view === 'training';
  return (
    <header className={styles['top']}>
      {view === 'training' || view === 'sorting' ? (
        <Button
          look="bare"
          title={`Back to the photos ( ${view === 'training' ? 'T' : 'S'} )`}
          onClick={() => toggleView(view)}
        >
          <ArrowLeft aria-hidden size={18} /> Photos
        </Button>
      ) : (
        <Button
          look="bare"
          aria-label={view === 'patients' ? 'Patient list' : 'Gallery'}
          title="Show or hide the list ( [ )"
          aria-pressed={rails.gallery}
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
          <strong>{TITLES[view]}</strong>
        </div>
      )}
      {photo && <PhotoPlaceButton key={photo.id} photoId={photo.id} />}
      <Button
        look="bare"
        title="Patients, and back to the photos ( P )"
        aria-pressed={view === 'patients'}
        onClick={() => toggleView('patients')}
      >
        <UsersRound aria-hidden size={18} /> Patients
      </Button>
      <Button
        look="bare"
        title="Compare two photos, and back ( M )"
        aria-pressed={view === 'compare'}
        onClick={toggleCompare}
      >
        <GitCompareArrows aria-hidden size={18} /> Compare
      </Button>
      <TrainingButton pressed={training} onPress={() => toggleView('training')} />
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
          aria-pressed={rails.panel}
          onClick={togglePanel}
        >
          <PanelRight aria-hidden size={18} />
        </Button>
      )}
    </header>
  );
}
