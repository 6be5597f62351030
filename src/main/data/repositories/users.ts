import { z } from 'zod';
import { userSchema, type Role, type User } from '../../../shared/access/role';
import type { ReadableDatabase, WritableDatabase } from '../database';

/** Everybody who may open the library, by name. */
export const listUsers = (database: ReadableDatabase): readonly User[] =>
  z
    .array(userSchema)
    .parse(database.all('SELECT id, name, role FROM users WHERE removed_at IS NULL ORDER BY name, id'));

/** @returns null for somebody who was removed, or never there. */
export const findUser = (database: ReadableDatabase, id: string): User | null =>
  userSchema
    .nullable()
    .parse(
      database.one('SELECT id, name, role FROM users WHERE id = :id AND removed_at IS NULL', { id }) ?? null,
    );

export function insertUser(database: WritableDatabase, { id, name, role }: User, createdAt: string): void {
  database.run('INSERT INTO users (id, name, role, created_at) VALUES (:id, :name, :role, :createdAt)', {
    ...{ id, name, role, createdAt },
  });
}

export function changeRole(database: WritableDatabase, id: string, role: Role): void {
  database.run('UPDATE users SET role = :role WHERE id = :id', { id, role });
}

/** The name stays for the audit trail. */
export function markUserRemoved(database: WritableDatabase, id: string, removedAt: string): void {
  database.run('UPDATE users SET removed_at = :removedAt WHERE id = :id', { id, removedAt });
}

/** Minutes without anybody at the computer before the library locks; null = never. */
export const readLockAfter = (database: ReadableDatabase): number | null =>
  z
    .object({ lock_after_minutes: z.number().nullable() })
    .parse(database.one('SELECT lock_after_minutes FROM access_settings')).lock_after_minutes;

export function writeLockAfter(database: WritableDatabase, minutes: number | null): void {
  database.run('UPDATE access_settings SET lock_after_minutes = :minutes', { minutes });
}
