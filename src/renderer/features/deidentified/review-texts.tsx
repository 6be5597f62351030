import type { FreeText, ReviewedText } from '../../../shared/deidentified/free-texts';
import { identifiersIn } from '../../../shared/deidentified/identifiers';
import type { Patient } from '../../../shared/record/patient';
import styles from './deidentified.module.css';

interface ReviewTextsProps {
  readonly texts: readonly FreeText[];
  readonly patient: Patient;
  readonly reviewed: readonly ReviewedText[];
  readonly onChange: (reviewed: readonly ReviewedText[]) => void;
}

/** Free texts: each stays behind until somebody takes it along, reads it and mends it. */
export function ReviewTexts({ texts, patient, reviewed, onChange }: ReviewTextsProps) {
  if (texts.length === 0) return null;
  return (
    <section aria-label="Texts" className={styles['photo']}>
      <h3>Texts</h3>
      <p className={styles['muted']}>
        Left out unless you tick them. Read each one: names of places, schools, work or relatives tell who
        somebody is, too.
      </p>
      <ul className={styles['texts']}>
        {texts.map(({ id, what, text }) => {
          const given = reviewed.find((one) => one.id === id);
          const without = reviewed.filter((one) => one.id !== id);
          const found = given ? identifiersIn(given.text, patient) : [];
          return (
            <li key={id}>
              <label>
                <input
                  type="checkbox"
                  checked={given !== undefined}
                  onChange={() => onChange(given ? without : [...without, { id, text }])}
                />
                {what}
              </label>
              {given ? (
                <textarea
                  aria-label={what}
                  rows={2}
                  value={given.text}
                  aria-invalid={found.length > 0}
                  onChange={(event) => onChange([...without, { id, text: event.currentTarget.value }])}
                />
              ) : (
                <p className={styles['muted']}>{text}</p>
              )}
              {found.length > 0 && (
                <p role="alert" className={styles['refused']}>
                  Take out: {found.map((part) => `“${part}”`).join(', ')}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
