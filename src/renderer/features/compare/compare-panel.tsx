import { Link2, Unlink2 } from 'lucide-react';
import { LESION_FATES, countFates } from '../../../shared/fate/lesion-fates';
import { typeMark } from '../../../shared/clinical/type-marks';
import type { Comparison } from '../../../shared/ipc/fates';
import { request } from '../../api/client';
import { unreachable } from '../../api/remote';
import { Button } from '../../ui/button';
import { countOf } from '../../ui/format';
import { showFailure } from '../../ui/toast-store';
import { chooseLesion, useCompare } from './compare-store';
import { inkOf } from '../../ui/colour-scheme';
import { FATE_MARKS } from './fate-marks';
import styles from './compare.module.css';

/** Tells main that the chosen lesions are the same, or are not. */
export async function linkChosen(same: boolean): Promise<void> {
  const { earlierPhotoId, laterPhotoId, earlierId, laterId } = useCompare.getState();
  if (!earlierPhotoId || !laterPhotoId || !earlierId || !laterId) return;
  const result = await request('fates:link', { earlierPhotoId, laterPhotoId, earlierId, laterId, same });
  if (!result.ok) showFailure('That was not kept', result.failure);
}

/** Whether the chosen lesions are a pair, could be one, or neither. */
export function chosenState(comparison: Comparison, earlierId: string | null, laterId: string | null) {
  if (earlierId === null || laterId === null) return 'none';
  const paired = comparison.fates.some((fate) => fate.earlierId === earlierId && fate.laterId === laterId);
  return paired ? 'pair' : 'two';
}

/** What became of the lesions, in numbers and one by one. */
export function ComparePanel({ comparison }: { readonly comparison: Comparison }) {
  const { registration, fates } = comparison;
  const { earlierId, laterId } = useCompare();
  const totals = countFates(fates);
  const chosen = chosenState(comparison, earlierId, laterId);
  const typeOf = (side: 'earlier' | 'later', id: string | null): string | null => {
    const type = comparison[side].find((lesion) => lesion.id === id)?.type;
    if (type === undefined) return null;
    return typeMark(type).name;
  };
  const links = (
    <div className={styles['links']}>
      <Button
        disabled={chosen !== 'two'}
        title="The two chosen lesions are the same one (L)"
        onClick={() => void linkChosen(true)}
      >
        <Link2 aria-hidden size={16} /> Same lesion
      </Button>
      <Button
        disabled={chosen !== 'pair'}
        title="The two chosen lesions are not the same (U)"
        onClick={() => void linkChosen(false)}
      >
        <Unlink2 aria-hidden size={16} /> Not the same
      </Button>
    </div>
  );
  return (
    <aside className={styles['panel']} data-region="results" aria-label="What became of the lesions">
      <h2>
        {comparison.earlier.length} → {countOf(comparison.later.length, 'lesion')}
      </h2>
      <RegistrationNote registration={registration} />
      {registration.state === 'refused' && registration.refusal === 'no-agreement' && links}
      {registration.state === 'laid' && (
        <>
          <ul className={styles['totals']} aria-label="Fates">
            {LESION_FATES.map((fate) => (
              <li key={fate}>
                <FateSwatch fate={fate} />
                <span>{FATE_MARKS[fate].name}</span>
                <strong>{totals[fate]}</strong>
              </li>
            ))}
          </ul>
          {links}
          <ul className={styles['fates']} aria-label="Lesions">
            {fates.map((fate) => {
              const [before, after] = [typeOf('earlier', fate.earlierId), typeOf('later', fate.laterId)];
              const isChosen =
                (fate.earlierId !== null && fate.earlierId === earlierId) ||
                (fate.laterId !== null && fate.laterId === laterId);
              return (
                <li key={`${fate.earlierId} ${fate.laterId}`}>
                  <button
                    type="button"
                    aria-pressed={isChosen}
                    onClick={() =>
                      fate.earlierId !== null
                        ? chooseLesion('earlier', fate.earlierId)
                        : fate.laterId !== null && chooseLesion('later', fate.laterId)
                    }
                  >
                    <FateSwatch fate={fate.fate} />
                    <span>
                      {fate.fate === 'changed-type' ? `${before} → ${after}` : (after ?? before)}
                      {fate.corrected && <small> · by you</small>}
                    </span>
                    <small>{FATE_MARKS[fate.fate].name.toLowerCase()}</small>
                  </button>
                </li>
              );
            })}
          </ul>
        </>
      )}
      <p className={styles['intended']}>Decision support and record keeping; not a diagnosis.</p>
    </aside>
  );
}

function FateSwatch({ fate }: { readonly fate: keyof typeof FATE_MARKS }) {
  const { colour, dash, sign } = FATE_MARKS[fate];
  return (
    <svg aria-hidden width={30} height={18} className={styles['swatch']}>
      <circle cx={9} cy={9} r={7} style={{ stroke: inkOf(colour) }} strokeDasharray={dash} />
      <text x={23} y={9} style={{ fill: inkOf(colour) }}>
        {sign}
      </text>
    </svg>
  );
}

const share = (value: number): string => `${(100 * value).toFixed(1)} %`;

function RegistrationNote({ registration }: Pick<Comparison, 'registration'>) {
  switch (registration.state) {
    case 'laid':
      return (
        <p className={styles['hint']}>
          Laid over each other by the face’s landmarks.
          {registration.residual !== null && ` Pairs lie ${share(registration.residual)} apart`}
          {registration.residual !== null && ' (of the distance between the eyes).'} The head was held{' '}
          {share(registration.poseDifference)} differently.
        </p>
      );
    case 'refused':
      return (
        <p className={styles['refused']} role="status">
          {REFUSALS[registration.refusal]} The photos stand side by side, but their lesions cannot be
          followed.
        </p>
      );
    default:
      return unreachable(registration);
  }
}

const REFUSALS = {
  'no-face-earlier': 'No face was found on the earlier photo.',
  'no-face-later': 'No face was found on the later photo.',
  'different-view': 'The photos show the face from different sides.',
  'no-agreement':
    'The lesions of the two photos agree no better than chance: they may show different people, or the face was found in the wrong place. If they are right, choose the same lesion on both and press L.',
} as const;
