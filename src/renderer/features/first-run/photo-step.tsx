import { FolderOpen, ScanFace } from 'lucide-react';
import { useState } from 'react';
import { request } from '../../api/client';
import { Button } from '../../ui/button';
import { showFailure } from '../../ui/toast-store';
import styles from './first-run.module.css';

interface PhotoStepProps {
  /** Asks for photos with the system's dialog. */
  readonly onChoose: () => void;
}

/** The first lesion map: of nobody, or of the clinic's own first photo. */
export function PhotoStep({ onChoose }: PhotoStepProps) {
  const [drawing, setDrawing] = useState(false);
  const tryRendered = async (): Promise<void> => {
    setDrawing(true);
    const result = await request('setup:add-rendered-photo', {});
    setDrawing(false);
    if (!result.ok) showFailure('The rendered photo was not added', result.failure);
  };
  return (
    <div className={styles['choices']}>
      <section>
        <h3>Try a face that shows nobody</h3>
        <p>
          Rendered by Macule itself, with lesions of all four types. Delete takes it out of the gallery again.
        </p>
        <Button disabled={drawing} onClick={() => void tryRendered()}>
          <ScanFace aria-hidden size={17} /> {drawing ? 'Drawing it …' : 'Try a rendered photo'}
        </Button>
      </section>
      <section>
        <h3>Or begin with your own</h3>
        <p>Drop photos or folders anywhere in this window: JPEG, PNG, WebP, TIFF or HEIC.</p>
        <Button look="main" onClick={onChoose}>
          <FolderOpen aria-hidden size={17} /> Open photos
        </Button>
      </section>
    </div>
  );
}
