import type { RunCourse } from '../../../../shared/training/course';
import type { RunSummary } from '../../../../shared/training/run-summary';
import { dateTime } from '../../../ui/format';
import { SETTING_NAMES, settingText } from '../setting-words';
import { spanText } from '../times';
import styles from './run-view.module.css';

/** What was ordered and what it runs with. */
export function RunFacts({ run, course }: { readonly run: RunSummary; readonly course: RunCourse }) {
  const facts: readonly (readonly [string, string])[] = [
    ['Ordered', dateTime(run.createdAt)],
    ...(run.endedAt === null ? [] : [['Ended', dateTime(run.endedAt)] as const]),
    ['Time limit', run.maxMinutes === null ? 'none' : spanText(run.maxMinutes * 60)],
    ['Seed', String(run.seed)],
    ...(course.start ? [['Device', course.start.engine.device] as const] : []),
    ...SETTING_NAMES.flatMap(([key, name]) => {
      const text = settingText(key, run.settings);
      return text === null ? [] : [[name, text] as const];
    }),
  ];
  return (
    <details className={styles['details']}>
      <summary>Settings of this run</summary>
      <dl className={styles['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles['muted']}>Settings that are not listed are the model’s own.</p>
    </details>
  );
}
