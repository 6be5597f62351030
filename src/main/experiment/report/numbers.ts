/** A share as per cent; a dash where it is undefined. */
export const percent = (share: number | null | undefined, digits = 1): string =>
  share == null ? '–' : `${(100 * share).toFixed(digits)} %`;

/** A number with so many digits after the point; a dash where it is undefined. */
export const fixed = (value: number | null | undefined, digits = 2): string =>
  value == null ? '–' : value.toFixed(digits);

/** A whole number with its thousands apart. */
export const whole = (value: number | null): string =>
  value === null ? '–' : String(value).replace(/\B(?=(\d{3})+$)/g, ' ');

/** A time span in its largest two units. */
export function span(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Both ends of an interval of shares. */
export const percentRange = (
  interval: { readonly low: number; readonly high: number } | null | undefined,
): string =>
  interval == null ? '' : `${(100 * interval.low).toFixed(1)}–${(100 * interval.high).toFixed(1)}`;
