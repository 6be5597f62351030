import type { ConsentChange } from '../../../../shared/record/photograph';
import { countOf, dateTime } from '../../../ui/format';
import { consentWords } from '../words';
import styles from './forms.module.css';

/** What the patient agreed to and took back, when, and who entered it. */
export function ConsentHistory({ changes }: { readonly changes: readonly ConsentChange[] }) {
  if (changes.length === 0) return null;
  return (
    <details className={styles['history']}>
      <summary>Consent so far: {countOf(changes.length, 'entry', 'entries')}</summary>
      <ul>
        {changes.map((change, index) => (
          // Entries are never changed, and new ones only ever come first.
          <li key={changes.length - index}>
            {consentWords(change)}
            <small>
              {change.at === null ? 'Before a history was kept' : dateTime(change.at)}
              {change.by !== null && `, ${change.by}`}
            </small>
          </li>
        ))}
      </ul>
    </details>
  );
}
