/** Days are ISO 8601 dates without a zone: "2026-02-03" is the third of February everywhere. */
const DAY_MS = 86_400_000;

const startOf = (day: string): Date => new Date(`${day.slice(0, 10)}T00:00:00Z`);

/** The day on which a moment falls here, in this computer's zone: of now, what people call today. */
export function localDay(at: Date): string {
  const part = (value: number, digits = 2) => String(value).padStart(digits, '0');
  return `${part(at.getFullYear(), 4)}-${part(at.getMonth() + 1)}-${part(at.getDate())}`;
}

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

/** How days are written: as the system does, "3 Feb 2026", "Feb 3, 2026", or "2026-02-03". */
export const DATE_FORMATS = ['system', 'day-first', 'month-first', 'year-first'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** A language whose customs are those of a format; Swedes write days as ISO 8601 does. */
const LOCALES: Readonly<Record<DateFormat, string | undefined>> = {
  system: undefined,
  'day-first': 'en-GB',
  'month-first': 'en-US',
  'year-first': 'sv-SE',
};

/** Options of `Intl.DateTimeFormat` for a format: names of months, but numbers alone where the year comes first. */
const dateStyle = (format: DateFormat): 'short' | 'medium' => (format === 'year-first' ? 'short' : 'medium');

/** Writes a day, or the day of a local time; the text itself where it is no date. */
export function dayWriter(format: DateFormat): (day: string) => string {
  const writer = new Intl.DateTimeFormat(LOCALES[format], { dateStyle: dateStyle(format), timeZone: 'UTC' });
  return (day) => {
    const date = startOf(day);
    return Number.isNaN(date.getTime()) ? day : writer.format(date);
  };
}

/** Writes an ISO 8601 instant, or a local time without zone, in this computer's zone; the text itself where it is no date. */
export function timeWriter(format: DateFormat): (iso: string) => string {
  const writer = new Intl.DateTimeFormat(LOCALES[format], {
    dateStyle: dateStyle(format),
    timeStyle: 'short',
  });
  return (iso) => {
    const date = new Date(iso);
    return Number.isNaN(date.getTime()) ? iso : writer.format(date);
  };
}
