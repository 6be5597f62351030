import { z } from 'zod';
import { auditEntrySchema, auditFilterSchema, auditVerdictSchema } from '../access/audit-entry';
import { roleSchema, userSchema } from '../access/role';

const nothing = z.object({});
/** Longer ones would only keep the computer busy. */
const passphrase = z.string().max(1_000);
const userName = z.string().trim().min(1).max(100);
const aboutUser = z.object({ userId: z.uuid() });

/** How an attempt to open the library ended. */
const attemptSchema = z.object({
  opened: z.boolean(),
  /** Seconds until the next attempt is looked at. */
  waitSeconds: z.number().nonnegative(),
});
export type UnlockAttempt = Readonly<z.infer<typeof attemptSchema>>;

export const lockStateSchema = z.object({
  /** Who can open the library, by name. */
  users: z.array(z.object({ id: z.uuid(), name: z.string() })),
  /** Who had it open last. */
  lastUserId: z.uuid().nullable(),
  hasRecoveryKey: z.boolean(),
  waitSeconds: z.number().nonnegative(),
});
export type LockState = Readonly<z.infer<typeof lockStateSchema>>;

export const protectionSchema = z.object({
  /** `open`: whoever has the disk can read it; `keychain`: whoever is signed in to this computer; else a passphrase. */
  protectedBy: z.enum(['open', 'keychain', 'passphrase']),
  /** Null before the library has users. */
  user: userSchema.nullable(),
  users: z.array(userSchema),
  hasRecoveryKey: z.boolean(),
  /** Whether this system has a keychain that keeps secrets. */
  keychain: z.boolean(),
  /** Minutes without anybody at the computer before the library locks; null = never. */
  lockAfterMinutes: z.number().int().positive().nullable(),
});
export type Protection = Readonly<z.infer<typeof protectionSchema>>;

const recoveryKey = z.object({ recoveryKey: z.string() });

export const libraryRequests = {
  /** For the page that unlocks. */
  'library:state': { input: nothing, output: lockStateSchema },
  'library:unlock': { input: z.object({ userId: z.uuid(), passphrase }), output: attemptSchema },
  /** Gives a user a new passphrase by the printed recovery key, and opens the library. */
  'library:recover': {
    input: z.object({ userId: z.uuid(), recoveryKey: z.string().max(200), passphrase }),
    output: attemptSchema,
  },
  'library:protection': { input: nothing, output: protectionSchema },
  /** The first user, who administers the library. Takes effect at the next start. */
  'library:protect': { input: z.object({ name: userName, passphrase }), output: recoveryKey },
  'library:restart': { input: nothing, output: z.null() },
  'library:add-user': { input: z.object({ name: userName, role: roleSchema, passphrase }), output: z.null() },
  'library:change-role': { input: aboutUser.extend({ role: roleSchema }), output: z.null() },
  'library:remove-user': { input: aboutUser, output: z.null() },
  'library:change-passphrase': {
    input: z.object({ current: passphrase, next: passphrase }),
    output: z.null(),
  },
  /** The key before opens nothing any more. */
  'library:new-recovery-key': { input: nothing, output: recoveryKey },
  /** Everything is sealed anew by another key, at the next start. */
  'library:change-key': { input: nothing, output: z.null() },
  /** Whether whoever is signed in to this computer opens the library without a passphrase. */
  'library:remember': { input: z.object({ remember: z.boolean() }), output: z.null() },
  'library:lock-after': {
    input: z.object({
      minutes: z
        .number()
        .int()
        .positive()
        .max(24 * 60)
        .nullable(),
    }),
    output: z.null(),
  },
  'library:lock': { input: nothing, output: z.null() },
  /** Newest first. @param before sequence of an entry; only older ones are listed. */
  'audit:page': {
    input: z.object({ before: z.number().int().positive().nullable(), filter: auditFilterSchema }),
    output: z.array(auditEntrySchema),
  },
  'audit:verify': { input: nothing, output: auditVerdictSchema },
} as const;

export const libraryEvents = {
  'library:changed': z.object({}),
} as const;
