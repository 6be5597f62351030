import { connectEngine } from '../api/engine-store';
import { connectPhotos } from '../api/photos-store';
import { connectWatchedPhotos } from '../api/watched-photos';
import { connectSettings } from '../api/settings-store';
import { connectCompare } from '../features/compare/compare-store';
import { connectImport } from '../features/import/start-import';
import { connectSecurity } from '../features/security/security-store';
import { connectTraining } from '../features/training/connect-training';
import { connectOpenPatient } from '../features/patients/store/open-patient-store';
import { connectPatientList } from '../features/patients/store/patient-list-store';
import { connectOpenPhoto } from './open-photo-store';

/** Subscribes every store to main, once. */
export function connectStores(): void {
  connectOpenPhoto();
  connectImport();
  connectPhotos();
  connectWatchedPhotos();
  connectPatientList();
  connectOpenPatient();
  connectCompare();
  connectTraining();
  connectSecurity();
  void connectSettings();
  void connectEngine();
}
