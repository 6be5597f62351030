import { EyeOff, Link2, Unlink2 } from 'lucide-react';
import { LESION_FATES, countFates } from '../../../shared/fate/lesion-fates';
import { typeMark } from '../../../shared/clinical/type-marks';
import type { Comparison } from '../../../shared/ipc/fates';
import { request } from '../../api/client';
import { unreachable } from '../../api/remote';
import { Button } from '../../ui/button';
import { showFailure } from '../../ui/toast-store';
import { chooseLesion, useCompare } from './compare-store';
import { countsWords, refusalWords, share, type Refused } from './compare-words';
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

/** The lesion that was chosen last, where it has no partner: the other photo may not show its place. */
export function chosenAlone({ fates }: Comparison) {
  const { earlierId, laterId, chosenOn: side } = useCompare.getState();
  const lesionId = side === 'earlier' ? earlierId : laterId;
  const fate = fates.find((one) =>
    side === 'earlier'
      ? one.earlierId === lesionId && one.laterId === null
      : one.laterId === lesionId && one.earlierId === null,
  )?.fate;
  return lesionId === null || fate === undefined ? null : { lesionId, side, fate };
}

/** Tells main that the other photo does not show the chosen lesion's place; or that it does, where it was said not to. */
export async function sayUnseen(alone: NonNullable<ReturnType<typeof chosenAlone>>): Promise<void> {
  const { earlierPhotoId, laterPhotoId } = useCompare.getState();
  if (!earlierPhotoId || !laterPhotoId) return;
  const [photoId, otherPhotoId] =
    alone.side === 'earlier' ? [earlierPhotoId, laterPhotoId] : [laterPhotoId, earlierPhotoId];
  const unseen = alone.fate !== 'out-of-view';
  const result = await request('fates:unseen', { photoId, otherPhotoId, lesionId: alone.lesionId, unseen });
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
  const alone = chosenAlone(comparison);
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
      {registration.state === 'laid' && (
        <Button
          disabled={alone === null}
          aria-pressed={alone?.fate === 'out-of-view'}
          title="The other photo does not show the chosen lesion’s place: covered, or beyond its edge (V)"
          onClick={() => alone && void sayUnseen(alone)}
        >
          <EyeOff aria-hidden size={16} /> Out of view
        </Button>
      )}
    </div>
  );
  return (
    <aside className={styles['panel']} data-region="results" aria-label="What became of the lesions">
      <h2>{countsWords(comparison)}</h2>
      <RegistrationNote comparison={comparison} />
      {registration.state === 'refused' && LINKS_HELP.has(registration.refusal) && links}
      {registration.state === 'laid' && (
        <>
          <ul className={styles['totals']} aria-label="Fates">
            {LESION_FATES.filter((fate) => fate !== 'out-of-view' || totals[fate] > 0).map((fate) => (
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

/** Whose face a person placed, as a sentence; empty where both were found. */
function handWords(byHand: Comparison['registration']['byHand']): string {
  const [only] = byHand;
  if (only === undefined) return '';
  return byHand.length > 1
    ? ' Both faces were placed by hand, so look at the pairs.'
    : ` The face on the ${only} photo was placed by hand, so look at the pairs.`;
}

function RegistrationNote({ comparison }: { readonly comparison: Comparison }) {
  const { registration } = comparison;
  const { residual } = registration;
  switch (registration.state) {
    case 'laid':
      return (
        <p className={styles['hint']}>
          Laid over each other by the face’s landmarks.{handWords(registration.byHand)}
          {residual !== null && ` Pairs lie ${share(residual)} apart`}
          {residual !== null && ' (of the distance between the eyes).'} The head was held{' '}
          {share(registration.poseDifference)} differently.
        </p>
      );
    case 'refused':
      return (
        <p className={styles['refused']} role="status">
          {refusalWords(registration, comparison.notAnalysed)} The photos stand side by side, but their
          lesions cannot be followed.
        </p>
      );
    default:
      return unreachable(registration);
  }
}

/** Refusals that a clinician can overrule by linking two lesions. */
const LINKS_HELP: ReadonlySet<Refused['refusal']> = new Set(['no-agreement', 'placement-open']);
