import { FolderOpen, ImageDown } from 'lucide-react';
import { importFromDialog } from '../features/import/start-import';
import { Button } from '../ui/button';
import { commandKeyName } from '../ui/keys';
import { openPhoto } from './open-photo-store';
import styles from './app.module.css';

/** What fills the window while no photo is up: how to begin. */
export function Welcome({ hasPhotos }: { readonly hasPhotos: boolean }) {
  return (
    <section className={styles['welcome']} aria-label="Start">
      <ImageDown aria-hidden size={44} strokeWidth={1.5} />
      <h1>{hasPhotos ? 'Choose a photo in the gallery' : 'Drop photos here'}</h1>
      <p>
        {hasPhotos
          ? 'Or drop more photos anywhere in this window.'
          : 'JPEG, PNG, WebP, TIFF or HEIC. Macule finds the acne lesions on each one; everything stays on this computer.'}
      </p>
      {!hasPhotos && (
        <Button look="main" onClick={() => void importFromDialog(openPhoto)}>
          <FolderOpen aria-hidden size={17} /> Open photos
        </Button>
      )}
      <p className={styles['hint']}>{commandKeyName} + O opens photos · ? lists every shortcut</p>
    </section>
  );
}
