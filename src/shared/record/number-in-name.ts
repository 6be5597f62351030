/** What cameras and phones put before their own count. */
const CAMERA_FILE = /^_?(?:IMG|DSC[FN]?|MG|PICT?|PXL|SAM|MVI|GOPR|P|R)[_-]?\d{3,}/i;
/** Folders that cameras make. */
const CAMERA_FOLDER = /^(?:DCIM|\d{3}[A-Z0-9_]{5}|\d{3}_\d{4})$/i;
/** A day as cameras write it: no clinic's number. */
const DAY = /^(?:19|20)\d{6}$/;
/** Parts of a name that may belong to one number. */
const MOST_PARTS = 3;
/** A part of a name that is shorter is no number, unless it is the whole name. */
const SHORTEST = 3;

/** A clinic's number without what people put between its parts, in capitals; as the database compares them. */
export const numberKey = (text: string): string => text.replace(/[-\s/._]/g, '').toUpperCase();

/**
 * What in the name of a file or folder may be a patient's number, as {@link numberKey}s; what the camera put there is
 * left out.
 */
export function numbersInName(fileName: string, folderName: string | null): readonly string[] {
  const stem = fileName.replace(/\.[^.]*$/, '').replace(CAMERA_FILE, '');
  const folder = folderName === null || CAMERA_FOLDER.test(folderName) ? '' : folderName;
  return [...new Set([stem, folder].flatMap(numbersIn))];
}

function numbersIn(name: string): readonly string[] {
  const parts = (name.match(/[\p{L}\p{N}]+/gu) ?? []).filter((part) => !DAY.test(part));
  const whole = numberKey(parts.join(''));
  const runs = parts.flatMap((_, from) =>
    Array.from({ length: MOST_PARTS }, (_unused, more) =>
      numberKey(parts.slice(from, from + more + 1).join('')),
    ),
  );
  return [whole, ...runs.filter((run) => run.length >= SHORTEST)].filter((key) => /\d/.test(key));
}
