import { rmSync, statSync, writeFileSync } from 'node:fs';

/** A database up to this size is checked while it is opened: that takes a moment. Bytes. */
const CHECKED_AT_ONCE = 64_000_000;

const suspicionOf = (file: string): string => `${file}.suspect`;

/** Whether a later check found damage that nobody has dealt with yet. */
const isSuspect = (file: string): boolean =>
  statSync(suspicionOf(file), { throwIfNoEntry: false }) !== undefined;

/** Whether a database is to be checked whole before it is used; a large and unsuspicious one is checked later. */
export const isCheckedAtOnce = (file: string): boolean =>
  isSuspect(file) || (statSync(file, { throwIfNoEntry: false })?.size ?? 0) <= CHECKED_AT_ONCE;

/** Has a database checked whole when it is next opened. */
export const suspect = (file: string): void => writeFileSync(suspicionOf(file), '', { mode: 0o600 });

/** It was checked whole and is sound. */
export const trust = (file: string): void => rmSync(suspicionOf(file), { force: true });
