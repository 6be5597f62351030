import { connectEngine } from '../api/engine-store';
import { connectPhotos } from '../api/photos-store';
import { loadRepeatError } from '../api/repeat-error-store';
import { connectWatchedPhotos } from '../api/watched-photos';
import { connectSettings } from '../api/settings-store';
import { connectCompare } from '../features/compare/compare-store';
import { connectTiming } from '../features/first-run/timing-store';
import { connectImport } from '../features/import/start-import';
import { connectSecurity } from '../features/security/security-store';
import { connectSupport } from '../features/support/support-dialog';
import { connectTraining } from '../features/training/connect-training';
import { connectOpenPatient } from '../features/patients/store/open-patient-store';
import { connectPatientList } from '../features/patients/store/patient-list-store';
import { connectOpenPhoto } from './open-photo-store';
import { connectWelcome } from './show-welcome';

/** Subscribes every store to main, once; resolves when the settings are known. */
export function connectStores(): Promise<void> {
  connectOpenPhoto();
  connectImport();
  connectPhotos();
  connectWatchedPhotos();
  connectPatientList();
  connectOpenPatient();
  connectCompare();
  connectTraining();
  connectSecurity();
  connectSupport();
  connectTiming();
  connectWelcome();
  void connectEngine();
  void loadRepeatError();
  return connectSettings();
}
