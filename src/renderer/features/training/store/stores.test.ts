import { expect, it } from 'vitest';
import { afterEvents, EMPTY_COURSE } from '../../../../shared/training/course';
import type { TrainingEvent } from '../../../../shared/training/events';
import { caughtUp } from './courses-store';
import { shownPane } from './pane-store';

const checkpoint = (step: number): TrainingEvent => ({ event: 'checkpoint', step, file: 'c' });
const three = afterEvents(EMPTY_COURSE, [checkpoint(1), checkpoint(2), checkpoint(3)]);

it('adds events that are new, once, and knows when some are missing', () => {
  expect(caughtUp(three, 3, [checkpoint(4)])?.count).toBe(4);
  expect(caughtUp(three, 1, [checkpoint(2), checkpoint(3), checkpoint(4)])).toEqual(
    caughtUp(three, 3, [checkpoint(4)]),
  );
  expect(caughtUp(three, 0, [checkpoint(1)])).toEqual(three);
  expect(caughtUp(three, 4, [checkpoint(5)])).toBeNull();
});

it('shows what was chosen while it is there, else the newest run, else the form', () => {
  expect(shownPane({ pane: 'run', runId: 'b' }, ['a', 'b'])).toEqual({ pane: 'run', runId: 'b' });
  expect(shownPane({ pane: 'run', runId: 'gone' }, ['a', 'b'])).toEqual({ pane: 'run', runId: 'a' });
  expect(shownPane({ pane: 'compare' }, ['a'])).toEqual({ pane: 'compare' });
  expect(shownPane(null, ['a'])).toEqual({ pane: 'run', runId: 'a' });
  expect(shownPane(null, [])).toEqual({ pane: 'new' });
});
