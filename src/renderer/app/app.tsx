import { useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { usePhotos } from '../api/photos-store';
import { usePhoto } from '../api/use-photo';
import { DropZone } from '../features/import/drop-zone';
import { ExportDialogs } from '../features/deidentified/export-dialog';
import { openExport } from '../features/deidentified/export-store';
import { ImportReportDialog } from '../features/import/import-report-dialog';
import { ImportProgress } from '../features/import/import-progress';
import { CompareScreen } from './compare-screen';
import { importIntoVisit } from './import-into-visit';
import { importCard } from '../features/import/start-import';
import { isImporting, useImport } from '../features/import/import-store';
import { LesionMap } from '../features/lesion-map/lesion-map';
import { PatientDialogs } from '../features/patients/forms/dialogs';
import { PatientPage } from '../features/patients/page/patient-page';
import { PatientRail } from '../features/patients/rail/patient-rail';
import { SortingPage } from '../features/patients/sorting/sorting-page';
import { SecurityDialog } from '../features/security/security-dialog';
import { mayAsk, useSecurity } from '../features/security/security-store';
import { SupportDialog } from '../features/support/support-dialog';
import { TrainingView } from '../features/training/training-view';
import { Toasts } from '../ui/toasts';
import { photoIsUp, useWelcomeStep } from '../features/first-run/first-run-store';
import { setCaptureReady } from './capture-ready';
import { FirstRunScreen } from './first-run-screen';
import { ErrorBoundary } from './error-boundary';
import { GalleryRail } from './gallery-rail';
import { setHasPanel, useLayout, useRails } from './layout-store';
import { openPhoto, useOpenPhoto } from './open-photo-store';
import { ShortcutsDialog } from './shortcuts-dialog';
import { StatusBar } from './status-bar';
import { TopBar } from './top-bar';
import { useAppKeys } from './use-app-keys';
import { useView } from './view-store';
import { Welcome } from './welcome';
import styles from './app.module.css';

/** Brings up the first of the photos that were dropped; whoever sorts photos goes on sorting. */
const openDropped = (photoId: string): void => {
  if (useView.getState().view !== 'sorting') openPhoto(photoId);
};

/** The window: gallery and open photo, or training; status bar. */
export function App() {
  const total = usePhotos(({ gallery }) => (gallery.state === 'loaded' ? gallery.value.photoCount : null));
  const openId = useOpenPhoto((store) => store.openId);
  const showShortcuts = useLayout((store) => store.showShortcuts);
  const rails = useRails();
  const showSecurity = useSecurity((store) => store.showDialog);
  const mayCorrect = useSecurity(mayAsk('faces:correct'));
  const importing = useImport(isImporting);
  const view = useView((store) => store.view);
  const wantedStep = useWelcomeStep();
  const [mapSettled, setMapSettled] = useState(false);
  const known = usePhoto(openId);
  const photo = known ?? null;
  // A photo that is up, or on its way, comes first.
  const step = view === 'photos' && openId === null && !importing ? wantedStep : null;
  const hasList = step === null && (view === 'photos' || view === 'patients');
  const isPhotoUp = photo !== null && view === 'photos';
  useLayoutEffect(() => setHasPanel(isPhotoUp), [isPhotoUp]);
  useAppKeys();
  useEffect(
    () => setCaptureReady(photo !== null && mapSettled && !importing && view === 'photos'),
    [photo, mapSettled, importing, view],
  );
  useEffect(() => {
    if (photo !== null) photoIsUp();
  }, [photo]);
  const onSettled = useCallback((settled: boolean) => setMapSettled(settled), []);

  return (
    <div className={styles['app']} data-gallery={rails.gallery && hasList} data-photo={isPhotoUp}>
      <TopBar photo={view === 'photos' ? photo : null} />
      {rails.gallery && hasList && (
        <ErrorBoundary key={view} region={view === 'photos' ? 'The gallery' : 'The patient list'}>
          {view === 'photos' ? (
            <GalleryRail />
          ) : (
            <PatientRail>
              <ImportProgress />
            </PatientRail>
          )}
        </ErrorBoundary>
      )}
      <main className={styles['main']}>
        {view === 'patients' ? (
          <ErrorBoundary region="The patient’s record">
            <PatientPage onOpenPhoto={openPhoto} onImport={importIntoVisit} onExport={openExport} />
          </ErrorBoundary>
        ) : view === 'compare' ? (
          <ErrorBoundary region="The comparison">
            <CompareScreen />
          </ErrorBoundary>
        ) : view === 'sorting' ? (
          <ErrorBoundary region="The sorting of photos">
            <SortingPage onOpenPhoto={openPhoto} onImportCard={() => void importCard()}>
              <ImportProgress />
            </SortingPage>
          </ErrorBoundary>
        ) : view === 'training' ? (
          <ErrorBoundary region="The training screen">
            <TrainingView onOpenPhoto={openPhoto} openPhotoId={openId} />
          </ErrorBoundary>
        ) : photo ? (
          <ErrorBoundary key={photo.id} region="The lesion map">
            <LesionMap photo={photo} showPanel={rails.panel} mayCorrect={mayCorrect} onSettled={onSettled} />
          </ErrorBoundary>
        ) : step ? (
          <ErrorBoundary region="The welcome">
            <FirstRunScreen step={step} />
          </ErrorBoundary>
        ) : (
          total !== null && known !== undefined && <Welcome hasPhotos={total > 0} />
        )}
      </main>
      <ErrorBoundary region="The status bar">
        <StatusBar welcoming={step !== null} />
      </ErrorBoundary>
      <DropZone onOpen={openDropped} />
      <ImportReportDialog />
      <PatientDialogs onImport={importIntoVisit} />
      <ExportDialogs />
      {showSecurity && <SecurityDialog />}
      <SupportDialog />
      {showShortcuts && <ShortcutsDialog />}
      <Toasts />
    </div>
  );
}
