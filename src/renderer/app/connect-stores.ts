import { connectEngine } from '../api/engine-store';
import { connectPhotos } from '../api/photos-store';
import { connectSettings } from '../api/settings-store';
import { connectImport } from '../features/import/start-import';
import { connectTraining } from '../features/training/connect-training';
import { connectOpenPhoto } from './open-photo-store';

/** Subscribes every store to main, once. */
export function connectStores(): void {
  connectOpenPhoto();
  connectImport();
  connectPhotos();
  connectTraining();
  void connectSettings();
  void connectEngine();
}
