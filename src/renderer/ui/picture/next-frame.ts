/** Runs `draw` once on the next animation frame, however often it is requested before. */
export function nextFrame(draw: () => void): { readonly request: () => void; readonly cancel: () => void } {
  let handle = 0;
  return {
    request: () => {
      if (handle !== 0) return;
      handle = requestAnimationFrame(() => {
        handle = 0;
        draw();
      });
    },
    cancel: () => {
      cancelAnimationFrame(handle);
      handle = 0;
    },
  };
}
