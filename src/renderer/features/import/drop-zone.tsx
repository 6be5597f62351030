import { ImageDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { importFiles } from './start-import';
import styles from './import.module.css';

const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes files dropped anywhere on the window, and shows that it will while they hover over it. */
export function DropZone({ onOpen }: { readonly onOpen: (photoId: string) => void }) {
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    // Every element crossed enters before the last one is left, so nesting is counted.
    let depth = 0;
    const settle = (next: number) => {
      depth = Math.max(0, next);
      setHovering(depth > 0);
    };
    const listeners = {
      dragenter: (event: DragEvent) => bringsFiles(event) && settle(depth + 1),
      dragleave: (event: DragEvent) => bringsFiles(event) && settle(depth - 1),
      // Anything not taken here would replace the page.
      dragover: (event: DragEvent) => event.preventDefault(),
      drop: (event: DragEvent) => {
        event.preventDefault();
        settle(0);
        void importFiles([...(event.dataTransfer?.files ?? [])], onOpen);
      },
    } as const;
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
