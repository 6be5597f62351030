import { z } from 'zod';

/** What a user may do, each more than the one before. */
export const ROLES = ['read-only', 'assistant', 'clinician', 'administrator'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

export const mayDo = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed);

/** Of several roles the one that may do most. */
export const highestRole = (roles: readonly Role[]): Role =>
  ROLES.findLast((role) => roles.includes(role)) ?? 'read-only';

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  'read-only': 'Read only',
  assistant: 'Assistant',
  clinician: 'Clinician',
  administrator: 'Administrator',
};

/** Somebody who may open the library. */
export const userSchema = z.object({ id: z.uuid(), name: z.string(), role: roleSchema });
export type User = Readonly<z.infer<typeof userSchema>>;
