import { useCallback, useEffect, useMemo } from 'react';
import type { RunSummary } from '../../../../shared/training/run-summary';
import { loadedValue } from '../../../api/remote';
import { strokeOf, type Curve } from '../chart/curve';
import { figurePoints } from '../chart/curves-of-course';
import { LineChart } from '../chart/line-chart';
import { loadCourse, useCourses } from '../store/courses-store';
import { axisText, figureRange, figureText, figureTitle } from '../words';

interface ComparePlotProps {
  readonly runs: readonly RunSummary[];
  /** Every run, by whose order lines get their colours: hiding one leaves the others as they were. */
  readonly all: readonly RunSummary[];
  readonly figure: string;
}

/** One figure of several runs, round by round. */
export function ComparePlot({ runs, all, figure }: ComparePlotProps) {
  const courses = useCourses((store) => store.courses);
  const missing = runs.filter(({ id }) => courses[id] === undefined).map(({ id }) => id);
  const missingKey = missing.join(' ');
  useEffect(() => {
    for (const id of missingKey.split(' ')) if (id !== '') void loadCourse(id);
  }, [missingKey]);
  const curves = useMemo<readonly Curve[]>(
    () =>
      runs.flatMap((run) => {
        const remote = courses[run.id];
        const course = remote && loadedValue(remote);
        if (!course) return [];
        const points = figurePoints(course, figure);
        if (points.length === 0) return [];
        const stroke = strokeOf(all.findIndex(({ id }) => id === run.id));
        return [{ id: run.id, name: run.name, points, dots: points.length < 40, ...stroke }];
      }),
    [runs, all, courses, figure],
  );
  const yText = useCallback((value: number) => axisText(figure, value), [figure]);
  const valueText = useCallback((value: number) => figureText(figure, value), [figure]);
  const yRange = figureRange(figure);
  return (
    <LineChart
      label={`${figureTitle(figure)} of ${curves.length} runs, after each round. The table has the best values.`}
      curves={curves}
      xName="Rounds through all photos (epochs)"
      yText={yText}
      valueText={valueText}
      {...(yRange ? { yRange } : {})}
    />
  );
}
