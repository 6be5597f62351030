import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  chooseLibraryPlace,
  readLibraryPlace,
  requireLibraryPlace,
} from '../../../src/main/app/library-place';
import { MaculeError } from '../../../src/shared/errors';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'macule-place-'));
  mkdirSync(join(folder, 'usual'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const usual = () => join(folder, 'usual');
const made = (name: string, file?: string): string => {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  if (file !== undefined) writeFileSync(join(path, file), '{}');
  return path;
};

it('remembers an empty folder, and one that holds a library', () => {
  expect(readLibraryPlace(usual())).toBeNull();
  const empty = made('empty');
  expect(chooseLibraryPlace(usual(), empty)).toBe(empty);
  expect(readLibraryPlace(usual())).toBe(empty);
  const library = made('library', 'library-keys.json');
  expect(chooseLibraryPlace(usual(), library)).toBe(library);
  expect(readLibraryPlace(usual())).toBe(library);
});

it('takes a folder of its own inside one that holds something else', () => {
  const documents = made('documents', 'letter.txt');
  expect(chooseLibraryPlace(usual(), documents)).toBe(join(documents, 'Macule'));
  writeFileSync(join(documents, 'Macule', 'other.txt'), '');
  expect(() => chooseLibraryPlace(usual(), documents)).toThrow('holds something else');
});

it('refuses a folder that is copied to a cloud, and changes nothing', () => {
  const cloud = made(join('OneDrive - Clinic', 'Macule'));
  expect(() => chooseLibraryPlace(usual(), cloud)).toThrow(MaculeError);
  expect(readLibraryPlace(usual())).toBeNull();
});

it('begins no empty library where the chosen folder has gone', () => {
  const drive = made('drive');
  expect(requireLibraryPlace(drive)).toBe(drive);
  rmSync(drive, { recursive: true });
  expect(() => requireLibraryPlace(drive)).toThrow('is not there');
});
