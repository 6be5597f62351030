import type { Page } from 'playwright-core';

/** Times between frames while something moves, milliseconds. */
export interface Frames {
  readonly count: number;
  readonly median: number;
  readonly p99: number;
  readonly longest: number;
  /** Share of frames that came more than two refreshes of 60 Hz after the one before, 0–1. */
  readonly late: number;
  /** Share of frames in which a row on the screen had not come yet, 0–1. */
  readonly waiting: number;
}

const FRAMES = 400;
/** Two refreshes of a screen of 60 Hz, milliseconds. */
const LATE_MS = 34;

/** Scrolls the gallery down by so many pixels a frame, from its top, and times the frames. */
export async function framesWhileScrolling(page: Page, pixels: number): Promise<Frames> {
  const { deltas, waiting } = await page.evaluate(
    async ([step, count]) => {
      const list = document.querySelector('nav[data-region="photos"] ul[aria-label="Photos"]');
      const scroller = list?.parentElement;
      if (!list || !scroller) throw new Error('There is no gallery');
      scroller.scrollTop = 0;
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      for (let settle = 0; settle < 30; settle += 1) await frame();
      const times: number[] = [];
      let missing = 0;
      let last = await frame();
      for (let at = 0; at < count; at += 1) {
        scroller.scrollTop += step;
        const now = await frame();
        times.push(now - last);
        last = now;
        const { top, bottom } = scroller.getBoundingClientRect();
        const isMissing = [...list.querySelectorAll('li[aria-hidden]')].some((row) => {
          const box = row.getBoundingClientRect();
          return box.bottom > top && box.top < bottom;
        });
        if (isMissing) missing += 1;
      }
      return { deltas: times, waiting: missing / count };
    },
    [pixels, FRAMES] as const,
  );
  const sorted = deltas.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? NaN;
  return {
    ...{ count: sorted.length, median: at(0.5), p99: at(0.99), longest: at(1), waiting },
    late: deltas.filter((delta) => delta > LATE_MS).length / deltas.length,
  };
}
