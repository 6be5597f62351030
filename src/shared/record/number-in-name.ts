/** What cameras and phones put before their own count. */
const CAMERA_FILE = /^_?(?:IMG|DSC[FN]?|MG|PICT?|PXL|SAM|MVI|GOPR|P|R)[_-]?\d{3,}/i;
/** Folders that cameras make. */
const CAMERA_FOLDER = /^(?:DCIM|\d{3}[A-Z0-9_]{5}|\d{3}_\d{4})$/i;
const [YEAR, DAY] = [String.raw`(?:19|20)\d\d`, String.raw`(?:0?[1-9]|[12]\d|3[01])`] as const;
/** 20250301, 2025-03-01, 01.03.2025, 03-01-2025, 01.03.25; the same sign twice: 2025-0301 may be a clinic's number. */
const DATE = [
  String.raw`${YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`,
  String.raw`${YEAR}(?<first>[-_. ])(?:0?[1-9]|1[0-2])\k<first>${DAY}`,
  String.raw`${DAY}(?<last>[-_. ])${DAY}\k<last>${YEAR}`,
  String.raw`${DAY}\.${DAY}\.\d\d`,
].join('|');
/** 093012, 093012345 (milliseconds), 09.30.12, 9.30; of four digits alone nobody knows. */
const TIME = [
  String.raw`[0-2]\d[0-5]\d[0-5]\d\d{0,3}`,
  String.raw`[0-2]?\d(?<part>[-_.: ])[0-5]\d\k<part>[0-5]\d`,
  String.raw`[0-2]?\d[.:][0-5]\d`,
].join('|');
/** When a photo was taken, as cameras and people write it, with what a camera counts within a second. */
const MOMENT = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${DATE})(?:(?:[-_.T ]|\s(?:at|um)\s)(?:${TIME})(?:_\d{1,3})?)?(?![\p{L}\p{N}])`,
  'gu',
);
/** Parts of a name that may belong to one number. */
const MOST_PARTS = 3;
/** A part of a name that is shorter is no number, unless it is the whole name. */
const SHORTEST = 3;

/** A clinic's number without what people put between its parts, in capitals; as the database compares them. */
export const numberKey = (text: string): string => text.replace(/[-\s/._]/g, '').toUpperCase();

/**
 * What in the name of a file or folder may be a patient's number, as {@link numberKey}s; what the camera put there and
 * dates are left out.
 */
export function numbersInName(fileName: string, folderName: string | null): readonly string[] {
  const stem = fileName.replace(/\.[^.]*$/, '');
  const undated = withoutMoments(stem);
  const folder = folderName === null || CAMERA_FOLDER.test(folderName) ? '' : withoutMoments(folderName);
  // What a file has beside its date counts the photos of that day, if it is short.
  const inFile = numbersIn(undated.replace(CAMERA_FILE, '')).filter(
    (key) => undated === stem || key.length >= SHORTEST,
  );
  return [...new Set([...inFile, ...numbersIn(folder)])];
}

const withoutMoments = (name: string): string => name.replace(MOMENT, ' ');

function numbersIn(name: string): readonly string[] {
  const parts = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const whole = numberKey(parts.join(''));
  const runs = parts.flatMap((_, from) =>
    Array.from({ length: MOST_PARTS }, (_unused, more) =>
      numberKey(parts.slice(from, from + more + 1).join('')),
    ),
  );
  return [whole, ...runs.filter((run) => run.length >= SHORTEST)].filter((key) => /\d/.test(key));
}
