import { useCallback, useId, useMemo, useState } from 'react';
import type { RunCourse } from '../../../../shared/training/course';
import { axisName, figurePoints, figuresOf, lossCurves } from '../chart/curves-of-course';
import { CURVE_COLOURS, type Curve } from '../chart/curve';
import { LineChart } from '../chart/line-chart';
import {
  axisText,
  figureMeaning,
  figureRange,
  figureText,
  figureTitle,
  isJudgement,
  mainFigure,
} from '../words';
import { EpochTable } from './epoch-table';
import { FigureSelect } from '../figure-select';
import styles from './run-view.module.css';

const lossText = (value: number): string => figureText('loss', value);
const lossAxisText = (value: number): string => axisText('loss', value);

/** Loss and figures over the run, as curves and as numbers. */
export function RunCharts({ course }: { readonly course: RunCourse }) {
  const losses = useMemo(() => lossCurves(course), [course]);
  return (
    <>
      <div className={styles['charts']}>
        <section aria-labelledby="loss-chart">
          <h3 id="loss-chart">Loss</h3>
          <p className={styles['muted']}>
            Should fall. If the validation line rises while the other falls, the model learns by heart.
          </p>
          <LineChart
            label={`Loss. ${lastValues(losses, lossText)}`}
            curves={losses}
            xName={axisName(course)}
            yText={lossAxisText}
            valueText={lossText}
          />
        </section>
        <FigureChart course={course} />
      </div>
      {course.epochs.length > 0 && <EpochTable course={course} />}
    </>
  );
}

function FigureChart({ course }: { readonly course: RunCourse }) {
  const [wanted, setWanted] = useState<string | null>(null);
  const selectId = useId();
  const figures = figuresOf(course).filter(isJudgement);
  const figure = wanted !== null && figures.includes(wanted) ? wanted : mainFigure(figures);
  return (
    <section aria-labelledby="figure-chart">
      <div className={styles['chartHead']}>
        <h3 id="figure-chart">Quality on validation photos</h3>
        {figures.length > 1 && (
          <>
            <label htmlFor={selectId} className="visually-hidden">
              Figure
            </label>
            <FigureSelect id={selectId} figures={figures} value={figure ?? ''} onChange={setWanted} />
          </>
        )}
      </div>
      <p className={styles['muted']}>
        {figure === null
          ? 'Measured after each round through all photos; nothing yet.'
          : (figureMeaning(figure) ?? 'Measured after each round.')}
      </p>
      {figure !== null && <FigureCurve course={course} figure={figure} />}
    </section>
  );
}

function FigureCurve({ course, figure }: { readonly course: RunCourse; readonly figure: string }) {
  const curves = useMemo(() => figureCurves(course, figure), [course, figure]);
  const yText = useCallback((value: number) => axisText(figure, value), [figure]);
  const valueText = useCallback((value: number) => figureText(figure, value), [figure]);
  const yRange = figureRange(figure);
  return (
    <LineChart
      label={`${figureTitle(figure)} after each round. ${lastValues(curves, valueText)}`}
      curves={curves}
      xName="Rounds through all photos (epochs)"
      yText={yText}
      valueText={valueText}
      {...(yRange ? { yRange } : {})}
    />
  );
}

const figureCurves = (course: RunCourse, figure: string): readonly Curve[] => [
  {
    id: figure,
    name: figureTitle(figure),
    colour: CURVE_COLOURS[2],
    points: figurePoints(course, figure),
    dots: true,
  },
];

/** "While training: 0.31. On validation photos: 0.40." */
const lastValues = (curves: readonly Curve[], text: (value: number) => string): string =>
  curves
    .flatMap(({ name, points }) => {
      const last = points.at(-1);
      return last ? [`${name}: ${text(last.y)}.`] : [];
    })
    .join(' ');
