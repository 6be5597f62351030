import { ageOn } from '../day';

/** From here on an age is one band: few people are that old (HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(C)). */
const OLDEST = 90;

/**
 * An age that says no birthday: "24", or "20–24" in bands of five years; "90 or older".
 * @param birthDate and
 * @param day ISO 8601 dates.
 * @param band years, 1 for single ones.
 */
export function ageWords(birthDate: string, day: string, band: number): string {
  const age = ageOn(birthDate, day);
  if (age >= OLDEST) return `${OLDEST} or older`;
  if (band === 1) return String(age);
  const from = Math.floor(age / band) * band;
  return `${from}–${from + band - 1}`;
}
