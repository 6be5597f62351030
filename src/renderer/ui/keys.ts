/**
 * Whether a key press belongs to a control that takes keys itself, such as a slider or a text field, or to an open
 * dialog: it keeps its keys, Escape among them, also where the control that had the focus has gone.
 */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return true;
  const { target } = event;
  if (!(target instanceof Element)) return false;
  if (target.ownerDocument.querySelector('dialog[open]')) return true;
  return target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null;
}

/**
 * Listens to the keys of a screen: on the document, below the window on which the app listens, so that a screen's own
 * keys come before the app's. @returns what ends it.
 */
export function listenToKeys(onKeyDown: (event: KeyboardEvent) => void): () => void {
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}

/** Ctrl on Windows and Linux, Cmd on macOS. */
export const hasCommandKey = (event: KeyboardEvent): boolean => event.ctrlKey || event.metaKey;

const onMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac');

/** The command key's name on this system, for hints. */
export const commandKeyName = onMac ? '⌘' : 'Ctrl';
