import { ImageDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { dropListeners } from './drop-listeners';
import { importFiles } from './start-import';
import styles from './import.module.css';

/** Takes files dropped anywhere on the window, and shows that it will while they hover over it. */
export function DropZone({ onOpen }: { readonly onOpen: (photoId: string) => void }) {
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const listeners = dropListeners({
      onHover: setHovering,
      onFiles: (files) => void importFiles(files, onOpen),
    });
    const controller = new AbortController();
    const { signal } = controller;
    window.addEventListener('dragenter', listeners.dragenter, { signal });
    window.addEventListener('dragleave', listeners.dragleave, { signal });
    window.addEventListener('dragover', listeners.dragover, { signal });
    window.addEventListener('drop', listeners.drop, { signal });
    return () => controller.abort();
  }, [onOpen]);
  if (!hovering) return null;
  return (
    <div className={styles['target']}>
      <div>
        <ImageDown aria-hidden size={40} />
        <p>Drop photos or folders to add them</p>
      </div>
    </div>
  );
}
