/** What is told of files that are dragged over the window. */
export interface DropTarget {
  readonly onHover: (hovering: boolean) => void;
  /** Dropped where nothing on the page took them. */
  readonly onFiles: (files: readonly File[]) => void;
}

const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Listeners of the window that take files dropped anywhere on it, but for what a part of the page takes for itself. */
export function dropListeners({ onHover, onFiles }: DropTarget) {
  // Every element crossed enters before the last one is left, so nesting is counted.
  let depth = 0;
  const settle = (next: number): void => {
    depth = Math.max(0, next);
    onHover(depth > 0);
  };
  return {
    dragenter: (event: DragEvent) => bringsFiles(event) && settle(depth + 1),
    dragleave: (event: DragEvent) => bringsFiles(event) && settle(depth - 1),
    // Anything not taken here would replace the page.
    dragover: (event: DragEvent) => event.preventDefault(),
    drop: (event: DragEvent) => {
      // A visit that took the files puts them into its record; imported again they would lead away from it.
      const isTaken = event.defaultPrevented;
      event.preventDefault();
      settle(0);
      if (!isTaken) onFiles([...(event.dataTransfer?.files ?? [])]);
    },
  } as const;
}
