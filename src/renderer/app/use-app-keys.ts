import { useEffect } from 'react';
import { importFromDialog } from '../features/import/start-import';
import { undoLastRemoval } from '../features/gallery/remove-photo';
import { hasCommandKey, isTaken } from '../ui/keys';
import { showShortcuts, toggleGallery, togglePanel } from './layout-store';
import { openPhoto } from './open-photo-store';
import { toggleTraining } from './view-store';

/** Regions that F6 goes round, by their `data-region`. */
const REGIONS = ['photos', 'picture', 'results', 'runs', 'training', 'status'] as const;

function nextRegion(step: 1 | -1): void {
  const present = REGIONS.flatMap(
    (name) => document.querySelector<HTMLElement>(`[data-region="${name}"]`) ?? [],
  );
  const at = present.findIndex((region) => region.contains(document.activeElement));
  const next = present[(at + step + present.length) % present.length];
  const target = next?.matches('[tabindex="0"]')
    ? next
    : next?.querySelector<HTMLElement>('[aria-current="true"], button:not([tabindex="-1"]), [tabindex="0"]');
  target?.focus();
}

/** Keys that work anywhere in the window. */
export function useAppKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      const key = event.key.toLowerCase();
      const command = hasCommandKey(event) && !event.altKey;
      if (command && key === 'o') void importFromDialog(openPhoto);
      else if (command && key === 'z' && !event.shiftKey) void undoLastRemoval(openPhoto);
      else if (hasCommandKey(event) || event.altKey) return;
      else if (key === '?') showShortcuts(true);
      else if (key === 'f6') nextRegion(event.shiftKey ? -1 : 1);
      else if (key === 't') toggleTraining();
      else if (key === '[') toggleGallery();
      else if (key === ']') togglePanel();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
