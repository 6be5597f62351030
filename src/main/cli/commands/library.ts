import { Command } from 'commander';
import { auditVerdictWords } from '../../../shared/access/audit-entry';
import { MaculeError } from '../../../shared/errors';
import { backUpLibrary } from '../../data/backup/back-up';
import { restoreBackup, verifyBackup, type BackupVerdict } from '../../data/backup/restore';
import { summarizeLibrary } from '../../data/library-summary';
import { openBySecret, type SecretlyOpened } from '../../data/open-by-secret';
import { auditHead, verifyAuditTrail, type AuditHead } from '../../data/repositories/audit-trail';
import { fillFolder } from '../../datasets/write/finished-folder';
import { auditKeyOf, fileKeys } from '../../vault/keyring';
import { jsonOption } from '../arguments';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { progressLine } from '../progress-line';
import { readSecret } from '../read-secret';

interface Opening {
  readonly library: string;
  readonly passphraseStdin?: boolean;
}
interface Printing {
  readonly json?: boolean;
}
interface Known {
  readonly known?: string;
}
interface Reading extends Printing {
  readonly backup: string;
}

const SECRET = ['--passphrase-stdin', 'a passphrase or the recovery key is on standard input'] as const;

/** `macule library`: what an administrator does with a library without a window. */
export const libraryCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('library')
    .summary('look after a library: count it, back it up, restore it, check its audit trail')
    .addCommand(
      new Command('summary')
        .description('Counts what a library holds, without a name.')
        .requiredOption('--library <folder>', 'the library')
        .option(...SECRET)
        .addOption(jsonOption())
        .action(async (options: Opening & Printing) => end(await summary(context, options))),
    )
    .addCommand(
      new Command('verify-audit')
        .description(
          'Looks through the audit trail of a library and says whether any entry was tampered with.',
        )
        .requiredOption('--library <folder>', 'the library')
        .option(...SECRET)
        .option(
          '--known <entry>',
          'the newest entry of an earlier check, as it was printed: tells an end that was cut off',
        )
        .addOption(jsonOption())
        .action(async (options: Opening & Printing & Known) => end(await verifyAudit(context, options))),
    )
    .addCommand(
      new Command('backup')
        .description(
          'Brings a backup up to date: one sealed file, to which only what is new is added. It opens by the ' +
            'passphrases of the library and by its recovery key.',
        )
        .requiredOption('--library <folder>', 'the library')
        .requiredOption('--backup <file>', 'the backup, on another disk than the library')
        .option(...SECRET)
        .addOption(jsonOption())
        .action(async (options: Opening & Reading) => end(await backUp(context, options))),
    )
    .addCommand(
      new Command('verify-backup')
        .description(
          'Reads a whole backup and compares every byte with its proof. The secret is on standard input.',
        )
        .requiredOption('--backup <file>', 'the backup')
        .addOption(jsonOption())
        .action(async (options: Reading) => end(await verify(context, options))),
    )
    .addCommand(
      new Command('restore')
        .description('Restores a backup into a new folder, on any computer. The secret is on standard input.')
        .requiredOption('--backup <file>', 'the backup')
        .requiredOption('--library <folder>', 'a new folder; MACULE_DATA=<folder> opens it in the app')
        .addOption(jsonOption())
        .action(async (options: Opening & Reading) => end(await restore(context, options))),
    );

async function summary(context: CliContext, { json, ...options }: Opening & Printing): Promise<ExitCode> {
  const { database } = await openFor(context, options);
  try {
    const found = summarizeLibrary(database);
    const { patients, visits, photos, lesions, users } = found;
    const words = `${patients} patients, ${visits} visits, ${photos} photos, ${lesions} lesions; ${users} users.`;
    print(context, json, found, words);
    return EXIT.ok;
  } finally {
    database.close();
  }
}

async function verifyAudit(
  context: CliContext,
  { json, known, ...options }: Opening & Printing & Known,
): Promise<ExitCode> {
  const before = known === undefined ? null : readHead(known);
  const { database, keys, key } = await openFor(context, options);
  try {
    const verdict = verifyAuditTrail(database, auditKeyOf(keys, key), before);
    const head = verdict.intact ? auditHead(database) : null;
    const newest = head && `${head.sequence}:${head.proof}`;
    const note = newest === null ? '' : `\nThe newest entry, for --known at the next check: ${newest}`;
    const printed = newest === null ? verdict : { ...verdict, newest };
    print(context, json, printed, `${auditVerdictWords(verdict)}${note}`);
    return verdict.intact ? EXIT.ok : EXIT.failed;
  } finally {
    database.close();
  }
}

/** @throws MaculeError `invalid-input` for what was never printed. */
function readHead(printed: string): AuditHead {
  const [, sequence, proof] = /^(\d+):(\S+)$/.exec(printed) ?? [];
  if (sequence !== undefined && proof !== undefined) return { sequence: Number(sequence), proof };
  throw new MaculeError({
    kind: 'invalid-input',
    message: `“${printed}” is no entry that an earlier check has printed.`,
    advice: 'Copy it whole, as in: 12:k3JbX…=',
    retryable: false,
  });
}

async function backUp(
  context: CliContext,
  { json, backup, ...options }: Opening & Reading,
): Promise<ExitCode> {
  const { database, keys, key } = await openFor(context, options);
  const progress = progressLine(context);
  try {
    const report = await backUpLibrary({
      ...{ library: options.library, database, keys, fileKeys: fileKeys(keys, key), file: backup },
      ...{ now: () => new Date(), signal: context.signal },
      onProgress: (done, total) => progress.show(done, total, 'photos looked at'),
    });
    progress.clear();
    const { files, added, removed, bytes } = report;
    const words = `${files} files in the backup, ${added} of them new, ${removed} gone, ${megabytes(bytes)}.`;
    print(context, json, report, words);
    return EXIT.ok;
  } finally {
    progress.clear();
    database.close();
  }
}

const verify = (context: CliContext, { json, backup }: Reading): Promise<ExitCode> =>
  readThrough(context, json, 'Every byte is as it was backed up', (secret, onProgress) =>
    verifyBackup({ file: backup, secret, signal: context.signal, onProgress }),
  );

const restore = (context: CliContext, { json, backup, library }: Opening & Reading): Promise<ExitCode> =>
  readThrough(context, json, `Restored to ${library}`, (secret, onProgress) =>
    fillFolder(library, (folder) =>
      restoreBackup(folder, { file: backup, secret, signal: context.signal, onProgress }),
    ),
  );

async function readThrough(
  context: CliContext,
  json: boolean | undefined,
  done: string,
  read: (secret: string, onProgress: (done: number, total: number) => void) => Promise<BackupVerdict>,
): Promise<ExitCode> {
  const secret = await readSecret(context);
  const progress = progressLine(context);
  const verdict = await read(secret, (at, total) => progress.show(at, total, 'files')).finally(() =>
    progress.clear(),
  );
  const { at, photos, bytes } = verdict;
  print(context, json, verdict, `${done}: ${photos} photos of ${at}, ${megabytes(bytes)}.`);
  return EXIT.ok;
}

function print(context: CliContext, json: boolean | undefined, value: object, words: string): void {
  context.stdout.write(json ? `${JSON.stringify(value)}\n` : `${words}\n`);
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const openFor = async (context: CliContext, { library, passphraseStdin }: Opening): Promise<SecretlyOpened> =>
  openBySecret(library, passphraseStdin === true ? await readSecret(context) : null);
