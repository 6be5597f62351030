/**
 * Tells whoever takes a picture of the window whether what it shows is final: sets `data-capture-ready`
 * on the root element to `true` or `false`.
 */
export function setCaptureReady(ready: boolean): void {
  document.documentElement.dataset['captureReady'] = String(ready);
}
