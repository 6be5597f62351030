import { basename } from 'node:path';
import type { Failure } from '../../../shared/errors';
import type { TrainingEvent } from '../../../shared/training/events';
import type { RunCourse } from '../../../shared/training/course';

/** Folders by the words that a page may read instead. */
export type FolderNames = ReadonlyMap<string, string>;

const spoken = (text: string, names: FolderNames): string => {
  let told = text;
  for (const [folder, name] of names) told = told.replaceAll(folder, name);
  return told;
};

/** A failure as the page may see it: without the folders that a person chose. */
export const withoutFolders = (failure: Failure, names: FolderNames): Failure => ({
  ...failure,
  message: spoken(failure.message, names),
  ...(failure.advice === undefined ? {} : { advice: spoken(failure.advice, names) }),
});

/** An event as the page may see it: names of files, no folders. */
export function forPage<E extends TrainingEvent>(event: E, names: FolderNames): E;
export function forPage(event: TrainingEvent, names: FolderNames): TrainingEvent {
  switch (event.event) {
    case 'skipped':
      return { ...event, file: basename(event.file), message: spoken(event.message, names) };
    case 'checkpoint':
      return { ...event, file: basename(event.file) };
    case 'done':
      return { ...event, model: event.model === null ? null : basename(event.model) };
    default:
      return event;
  }
}

export const courseForPage = (course: RunCourse, names: FolderNames): RunCourse => ({
  ...course,
  log: course.log.map((entry) => forPage(entry, names)),
  done: course.done && forPage(course.done, names),
});
