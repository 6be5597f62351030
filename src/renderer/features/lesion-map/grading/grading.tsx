import { countByRegion, regionCountWords } from '../../../../shared/clinical/region-counts';
import { countInterval } from '../../../../shared/clinical/grading/change';
import { GAGS_FACTORS } from '../../../../shared/clinical/grading/gags';
import { gradesOf, gradeWords, type Grades } from '../../../../shared/clinical/grading/grades';
import { openTypeWords } from '../../../../shared/clinical/grading/open-type-words';
import { IGA_NAMES, type Iga } from '../../../../shared/clinical/grading/iga';
import { NICE_LIMITS } from '../../../../shared/clinical/grading/nice';
import { useRepeatError } from '../../../api/repeat-error-store';
import { usePhotoPlace } from '../../../api/use-photo-place';
import { Button } from '../../../ui/button';
import { runAnalysis } from '../run-analysis';
import { toggleCorrecting, useMapStore } from '../store/map-store';
import { TYPE_STYLES } from '../layers/mark-style';
import { REGION_NAMES } from '../../../../shared/clinical/region';
import type { PlacedLesions } from '../../../../shared/face/place-lesions';
import { igaWorking } from './iga-working';
import styles from './grading.module.css';

interface GradingProps {
  readonly photoId: string;
  readonly lesions: PlacedLesions;
  /** Whether a face was found on the photo: without one, regions and sides are not known. */
  readonly hasFace: boolean;
  /** Whether anybody has looked for one. */
  readonly faceSought: boolean;
  /** Whether a clinician has corrected the regions. */
  readonly corrected: boolean;
  readonly mayCorrect: boolean;
}

/** What each scale makes of this photo's lesions, line by line. */
export function Grading({ photoId, lesions, hasFace, faceSought, corrected, mayCorrect }: GradingProps) {
  const grades = gradesOf(lesions, hasFace);
  const { counts, classes, suggestedIga: iga, regional, nice, lehmann } = grades;
  const total = lesions.all.length;
  const open = openTypeWords(grades);
  const interval = countInterval(total, useRepeatError().error);
  const own = usePhotoPlace(photoId)?.visit?.iga ?? null;
  return (
    <details className={styles['grading']}>
      <summary>
        Grades <span>suggested IGA {iga}</span>
      </summary>
      <p className={styles['hint']}>Of this photo alone, by its counts; the grade is yours.</p>
      <h3>Counts</h3>
      <dl>
        <Line what="Comedones" value={counts.comedone} />
        <Line what="Papules and pustules" value={classes.inflammatory} />
        <Line what="Nodules" value={counts.nodule} />
        {counts.unsure > 0 && <Line what="Type unsure" value={counts.unsure} />}
        <Line what="All (95 % interval)" value={`${total} (${interval.low}–${interval.high})`} />
      </dl>
      {open && <p className={styles['hint']}>{open}</p>}
      <h3>
        IGA <strong>{`${igaWords(iga)}`}</strong>
      </h3>
      <p className={styles['hint']}>{igaWorking(iga)}</p>
      <p>{own === null ? 'Your own: none on its visit' : `Your own: ${igaWords(own)}`}</p>
      {regional ? (
        <Regional {...regional} lesions={lesions} corrected={corrected} />
      ) : (
        <>
          <h3>
            GAGS, Hayashi <strong>n/a</strong>
          </h3>
          <NoFace photoId={photoId} sought={faceSought} mayCorrect={mayCorrect} />
        </>
      )}
      <NiceLines classes={classes} nice={nice} />
      <LehmannLines lehmann={lehmann} />
    </details>
  );
}

interface NoFaceProps {
  readonly photoId: string;
  readonly sought: boolean;
  readonly mayCorrect: boolean;
}

/** Why regions and sides are not known, and what can be done about it. */
function NoFace({ photoId, sought, mayCorrect }: NoFaceProps) {
  const map = useMapStore();
  if (sought)
    return (
      <>
        <p className={styles['hint']}>
          No face was found on this photo, so which regions and sides it shows is not known.
        </p>
        {mayCorrect && <Button onClick={() => toggleCorrecting(map)}>Place the regions by hand</Button>}
      </>
    );
  return (
    <>
      <p className={styles['hint']}>
        Nobody has looked for a face on this photo yet, so which regions and sides it shows is not known.
      </p>
      <Button onClick={() => void runAnalysis(photoId)}>Look for the face</Button>
    </>
  );
}

function Line({ what, value }: { readonly what: string; readonly value: string | number }) {
  return (
    <div>
      <dt>{what}</dt>
      <dd>{value}</dd>
    </div>
  );
}

const igaWords = (iga: Iga): string => `${iga} – ${IGA_NAMES[iga].toLowerCase()}`;

type RegionalProps = NonNullable<Grades['regional']> & Pick<GradingProps, 'lesions' | 'corrected'>;

function Regional({ gags, hayashi, lesions: { placed, withoutRegion }, corrected }: RegionalProps) {
  return (
    <>
      <h3>Regions</h3>
      {corrected && <p className={styles['hint']}>The regions were corrected by hand.</p>}
      <dl>
        {countByRegion(placed).map((count) => (
          <Line key={count.region} what={REGION_NAMES[count.region]} value={regionCountWords(count)} />
        ))}
        {withoutRegion > 0 && <Line what="In no region" value={withoutRegion} />}
      </dl>
      <h3>
        GAGS, face{' '}
        <strong>
          {gags.total} of {gags.outOf}
        </strong>
      </h3>
      <table>
        <thead>
          <tr>
            <th scope="col">Region</th>
            <th scope="col">Worst</th>
            <th scope="col">Points</th>
          </tr>
        </thead>
        <tbody>
          {gags.lines.map(({ region, worst, assumed, factor, grade, score: points }) => (
            <tr key={region}>
              <th scope="row">{REGION_NAMES[region]}</th>
              <td>
                {worst ? TYPE_STYLES[worst].name : '–'}
                {assumed && ' (assumed)'}
              </td>
              <td>
                {factor} × {grade} = {points}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles['hint']}>
        Round the mouth counts as chin. Chest and back (factor {GAGS_FACTORS.trunk}) are not on this photo, so
        there is no band.
      </p>
      <h3>
        Hayashi <strong>{gradeWords(hayashi.sides[hayashi.worse].grade)}</strong>
      </h3>
      <dl>
        {(['right', 'left'] as const).map((side) => (
          <Line
            key={side}
            what={`${side === 'right' ? 'Right' : 'Left'} half, papules and pustules`}
            value={`${hayashi.sides[side].inflammatory}: ${gradeWords(hayashi.sides[side].grade)}`}
          />
        ))}
      </dl>
    </>
  );
}

function NiceLines({ classes, nice }: Pick<Grades, 'classes' | 'nice'>) {
  return (
    <>
      <h3>
        NICE NG198 <strong>{gradeWords(nice.grade)}</strong>
      </h3>
      <dl>
        <Line
          what={`Inflammatory, ${NICE_LIMITS.inflammatory} or more`}
          value={`${classes.inflammatory}: ${classes.inflammatory >= NICE_LIMITS.inflammatory ? 'yes' : 'no'}`}
        />
        <Line
          what={`Nodules, ${NICE_LIMITS.nodules} or more`}
          value={`${classes.nodules}: ${classes.nodules >= NICE_LIMITS.nodules ? 'yes' : 'no'}`}
        />
      </dl>
    </>
  );
}

function LehmannLines({ lehmann: { grade, lines } }: Pick<Grades, 'lehmann'>) {
  return (
    <>
      <h3>
        Lehmann <strong>{grade}</strong>
      </h3>
      <dl>
        {lines.map(({ counted, count, grade: of }) => (
          <Line key={counted} what={counted[0]?.toUpperCase() + counted.slice(1)} value={`${count}: ${of}`} />
        ))}
      </dl>
    </>
  );
}
