/** Days are ISO 8601 dates without a zone: "2026-02-03" is the third of February everywhere. */
const DAY_MS = 86_400_000;

const startOf = (day: string): Date => new Date(`${day.slice(0, 10)}T00:00:00Z`);

/** The day so many days later, or earlier where they are negative. */
export const plusDays = (day: string, days: number): string =>
  new Date(startOf(day).getTime() + days * DAY_MS).toISOString().slice(0, 10);

/** Whole years from a birth date to a day, both ISO 8601 dates. */
export function ageOn(birthDate: string, day: string): number {
  const [birthYear = 0, birthMonth = 0, birthDay = 0] = birthDate.split('-').map(Number);
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const hadBirthday = month > birthMonth || (month === birthMonth && date >= birthDay);
  return year - birthYear - (hadBirthday ? 0 : 1);
}

const asWritten = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

/** A day, or the day of a local time, as the system writes it, "12 Apr 1998"; the text itself where it is no date. */
export function dayText(day: string): string {
  const date = startOf(day);
  return Number.isNaN(date.getTime()) ? day : asWritten.format(date);
}
