import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { courseOf, EMPTY_COURSE, type RunCourse } from '../../../shared/training/course';
import { trainingEventSchema, type TrainingEvent } from '../../../shared/training/events';

const CHECKPOINT_FILE = 'checkpoint.safetensors';
const EVENTS_FILE = 'events.jsonl';
const MODEL_FOLDER = 'model';

/** The folders of training runs, one each, which the training process fills. */
export class RunFolders {
  /** @param root absolute. */
  constructor(readonly root: string) {}

  pathOf(folder: string): string {
    return join(this.root, folder);
  }

  hasCheckpoint(folder: string): boolean {
    return existsSync(join(this.pathOf(folder), CHECKPOINT_FILE));
  }

  hasModel(folder: string): boolean {
    return existsSync(join(this.pathOf(folder), MODEL_FOLDER));
  }

  /** All that a run has told, from its folder; nothing for a run that has not begun. */
  async readCourse(folder: string): Promise<RunCourse> {
    const text = await readFile(join(this.pathOf(folder), EVENTS_FILE), 'utf8').catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      },
    );
    return text === null ? EMPTY_COURSE : courseOf(eventsIn(text));
  }

  /** Deletes every folder but those named. @returns how many. */
  async sweep(keep: ReadonlySet<string>): Promise<number> {
    const present = await readdir(this.root).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const unowned = present.filter((name) => !keep.has(name));
    for (const name of unowned) await rm(this.pathOf(name), { recursive: true, force: true, maxRetries: 3 });
    return unowned.length;
  }
}

/** The events of a file of one JSON object a line; a line that a kill cut short is passed over. */
export function* eventsIn(text: string): Generator<TrainingEvent> {
  for (const line of text.split('\n')) {
    const event = eventIn(line);
    if (event) yield event;
  }
}

function eventIn(line: string): TrainingEvent | null {
  if (line.trim() === '') return null;
  try {
    return trainingEventSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
