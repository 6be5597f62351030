/** What a control takes keys by: the name of its element and, of an input, its kind. */
export interface KeyControl {
  readonly tagName: string;
  readonly type?: string;
}

const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const;
/** Keys of controls in which nothing is written; all others belong to the screen. */
const OWN_KEYS: Readonly<Record<string, ReadonlySet<string>>> = {
  button: new Set([' ', 'Enter']),
  summary: new Set([' ', 'Enter']),
  checkbox: new Set([' ']),
  radio: new Set([' ', ...ARROWS]),
  range: new Set([...ARROWS, 'Home', 'End', 'PageUp', 'PageDown']),
};

/** Whether a key is the control's that has the focus: of a text field every one, of a choice all without Ctrl or Cmd. */
export function takesKey(
  { tagName, type }: KeyControl,
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
): boolean {
  const tag = tagName.toLowerCase();
  if (tag === 'select') return !hasCommandKey(event);
  const own = OWN_KEYS[tag === 'input' ? (type ?? 'text') : tag];
  return own === undefined || own.has(event.key);
}

/**
 * Whether a key press belongs to the control that has the focus, such as a text field, or to an open dialog: it keeps
 * its keys, Escape among them, also where the control that had the focus has gone.
 */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return true;
  const { target } = event;
  if (!(target instanceof Element)) return false;
  if (target.ownerDocument.querySelector('dialog[open]')) return true;
  const control = target.closest('input, textarea, select, [contenteditable], [role="dialog"]');
  return control !== null && takesKey(control, event);
}

/**
 * Listens to the keys of a screen: on the document, below the window on which the app listens, so that a screen's own
 * keys come before the app's. @returns what ends it.
 */
export function listenToKeys(onKeyDown: (event: KeyboardEvent) => void): () => void {
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}

/** Listens to keys while no control has the focus: a button that has done its work and gone leaves it to the page. */
export const listenToStrayKeys = (onKeyDown: (event: KeyboardEvent) => void): (() => void) =>
  listenToKeys((event) => {
    if (event.target === document.body && !isTaken(event)) onKeyDown(event);
  });

/** Ctrl on Windows and Linux, Cmd on macOS. */
export const hasCommandKey = ({ ctrlKey, metaKey }: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey'>): boolean =>
  ctrlKey || metaKey;

const onMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac');

/** The command key's name on this system, for hints. */
export const commandKeyName = onMac ? '⌘' : 'Ctrl';
