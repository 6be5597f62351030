import { useEffect } from 'react';
import { create } from 'zustand';
import { afterEvents, type RunCourse } from '../../../../shared/training/course';
import type { TrainingEvent } from '../../../../shared/training/events';
import { request } from '../../../api/client';
import { LOADING, remoteOf, type Remote } from '../../../api/remote';

interface CoursesStore {
  /** By run; those that a screen has asked for. */
  readonly courses: Readonly<Record<string, Remote<RunCourse>>>;
}

/** What runs have told, for those that are looked at. */
export const useCourses = create<CoursesStore>()(() => ({ courses: {} }));

const put = (runId: string, course: Remote<RunCourse>): void =>
  useCourses.setState(({ courses }) => ({ courses: { ...courses, [runId]: course } }));

export async function loadCourse(runId: string): Promise<void> {
  const result = await request('training:course', { runId });
  put(runId, remoteOf(result));
}

/**
 * A course after events whose first has the given number; null where events in between are missing. Events that
 * it has already are passed over.
 */
export function caughtUp(
  course: RunCourse,
  first: number,
  events: readonly TrainingEvent[],
): RunCourse | null {
  if (first > course.count) return null;
  return afterEvents(course, events.slice(course.count - first));
}

/** Takes what a run has told since the last time, where somebody looks at it. */
export function addToCourse(runId: string, first: number, events: readonly TrainingEvent[]): void {
  const known = useCourses.getState().courses[runId];
  if (known?.state !== 'loaded') return;
  const course = caughtUp(known.value, first, events);
  if (course) put(runId, { state: 'loaded', value: course });
  else void loadCourse(runId);
}

/** Fetches courses anew, as after runs began or ended: the numbers of events start over with each part of a run. */
export function reloadCourses(): void {
  for (const runId of Object.keys(useCourses.getState().courses)) void loadCourse(runId);
}

/** The course of a run, fetched when it is first asked for. */
export function useCourse(runId: string): Remote<RunCourse> {
  const course = useCourses((store) => store.courses[runId]);
  const known = course !== undefined;
  useEffect(() => {
    if (!known) void loadCourse(runId);
  }, [runId, known]);
  return course ?? LOADING;
}
