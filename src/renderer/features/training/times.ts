/** Seconds as "45 s", "12 min" or "3 h 05 min". */
export function spanText(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/**
 * Minutes from now until a clock next shows a time.
 * @param time `HH:MM`, local.
 * @returns null where that is no time.
 */
export function minutesUntil(time: string, now: Date): number | null {
  const [hours, minutes] = /^(\d{2}):(\d{2})$/.exec(time)?.slice(1).map(Number) ?? [];
  if (hours === undefined || minutes === undefined || hours > 23 || minutes > 59) return null;
  const then = new Date(now);
  then.setHours(hours, minutes, 0, 0);
  if (then <= now) then.setDate(then.getDate() + 1);
  return (then.getTime() - now.getTime()) / 60_000;
}
