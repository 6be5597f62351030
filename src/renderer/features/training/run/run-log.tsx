import { useLayoutEffect, useRef } from 'react';
import type { RunCourse } from '../../../../shared/training/course';
import { logLine } from './log-line';
import styles from './run-view.module.css';

/** Pixels from the end within which the log counts as being at its end. */
const AT_END = 24;

/** What happened, newest last; it stays at its end as long as nobody scrolls up. */
export function RunLog({ course: { log } }: { readonly course: RunCourse }) {
  const list = useRef<HTMLOListElement>(null);
  const follows = useRef(true);
  useLayoutEffect(() => {
    const element = list.current;
    if (element && follows.current) element.scrollTop = element.scrollHeight;
  }, [log]);
  if (log.length === 0) return null;
  return (
    <section aria-labelledby="run-log">
      <h3 id="run-log">What happened</h3>
      <ol
        ref={list}
        className={styles['log']}
        tabIndex={0}
        aria-label="Log"
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          follows.current = scrollTop + clientHeight >= scrollHeight - AT_END;
        }}
      >
        {log.map((entry, index) => (
          <li key={index} data-event={entry.event}>
            {logLine(entry)}
          </li>
        ))}
      </ol>
    </section>
  );
}
