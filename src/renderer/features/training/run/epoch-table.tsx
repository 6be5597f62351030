import type { RunCourse } from '../../../../shared/training/course';
import { figuresOf } from '../chart/curves-of-course';
import { figureText, figureTitle } from '../words';
import styles from './run-view.module.css';

/** The numbers behind the curves, round by round. */
export function EpochTable({ course }: { readonly course: RunCourse }) {
  const figures = figuresOf(course);
  return (
    <details className={styles['details']}>
      <summary>Numbers, round by round</summary>
      <div className={styles['scroll']} tabIndex={0} role="group" aria-label="Numbers, round by round">
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Round</th>
              <th scope="col">Loss while training</th>
              {figures.map((name) => (
                <th key={name} scope="col">
                  {figureTitle(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {course.epochs.map(({ epoch, losses, metrics, best }, index) => {
              const loss = losses['total'] ?? losses['loss'];
              return (
                <tr key={index}>
                  <th scope="row">
                    {epoch}
                    {best && ' (best so far)'}
                  </th>
                  <td>{loss === undefined ? '–' : figureText('loss', loss)}</td>
                  {figures.map((name) => {
                    const value = metrics[name];
                    return <td key={name}>{value === undefined ? '–' : figureText(name, value)}</td>;
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}
