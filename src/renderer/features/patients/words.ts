import { skinTypeName } from '../../../shared/clinical/skin-type';
import { ageOn } from '../../../shared/day';
import type { Patient } from '../../../shared/record/patient';
import type { CONSENT_SCOPES, ConsentChange, MAKE_UP_STATES } from '../../../shared/record/photograph';

export const MAKE_UP_NAMES: Readonly<Record<(typeof MAKE_UP_STATES)[number], string>> = {
  clean: 'Clean skin',
  'fresh-make-up': 'Fresh make-up',
  other: 'Other',
};

export const CONSENT_NAMES: Readonly<Record<(typeof CONSENT_SCOPES)[number], string>> = {
  record: 'Medical record',
  teaching: 'Teaching',
  publication: 'Publication',
  'ai-training': 'Training of the detector',
};

/** "Agreed: Teaching, Publication. Taken back: Medical record." */
export function consentWords({ given, withdrawn }: Pick<ConsentChange, 'given' | 'withdrawn'>): string {
  const names = (scopes: ConsentChange['given']): string =>
    scopes.map((scope) => CONSENT_NAMES[scope]).join(', ');
  return [
    given.length > 0 && `Agreed: ${names(given)}.`,
    withdrawn.length > 0 && `Taken back: ${names(withdrawn)}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** "born 12 Apr 1998 (27)", "no. A-2041", "skin type III"; what is unknown is left out. */
export function patientFacts(patient: Patient, today: string, day: (iso: string) => string): string[] {
  const { birthDate, localNumber, skinType } = patient;
  return [
    birthDate && `born ${day(birthDate)} (${ageOn(birthDate, today)})`,
    localNumber && `no. ${localNumber}`,
    skinType && skinTypeName(skinType),
  ].filter((fact): fact is string => Boolean(fact));
}
