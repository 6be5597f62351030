import { basename } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import type { TrainingData } from '../../../shared/ipc/training';

/** Folders that a person chose, by ids of this session, so that the page never has to know a path. */
export class ChosenFolders {
  private readonly pathsById = new Map<string, string>();
  private readonly idsByPath = new Map<string, string>();

  constructor(private readonly newId: () => string) {}

  /** @param path absolute. */
  add(path: string): TrainingData {
    const id = this.idsByPath.get(path) ?? this.newId();
    this.idsByPath.set(path, id);
    this.pathsById.set(id, path);
    return { id, name: folderName(path) };
  }

  /** @throws MaculeError `not-found` for an id of an earlier session. */
  pathOf(id: string): string {
    const path = this.pathsById.get(id);
    if (path !== undefined) return path;
    throw new MaculeError({
      kind: 'not-found',
      message: 'Macule no longer knows which folder this was.',
      advice: 'Choose the folder again.',
      retryable: false,
    });
  }
}

/** A folder's own name; of a whole disk, which has none, its path. */
export const folderName = (path: string): string => basename(path) || path;
