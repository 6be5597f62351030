import { Command } from 'commander';
import { openBySecret, type SecretlyOpened } from '../../data/open-by-secret';
import { verifyAuditTrail } from '../../data/repositories/audit-trail';
import { derivedKey } from '../../vault/library-key';
import { jsonOption } from '../arguments';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { readSecret } from '../read-secret';

interface Options {
  readonly library: string;
  readonly passphraseStdin?: boolean;
  readonly json?: boolean;
}

/** `macule library`: what an administrator does with a library without a window. */
export const libraryCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('library')
    .summary('look after a library: check its audit trail')
    .addCommand(verifyAuditCommand(context, end));

const verifyAuditCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('verify-audit')
    .description('Looks through the audit trail of a library and says whether any entry was tampered with.')
    .requiredOption('--library <folder>', 'the library; Macule must not have it open')
    .option('--passphrase-stdin', 'a passphrase or the recovery key is on standard input')
    .addOption(jsonOption())
    .action(async (options: Options) => end(await verifyAudit(context, options)));

async function verifyAudit(context: CliContext, { json, ...options }: Options): Promise<ExitCode> {
  const library = await openFor(context, options);
  try {
    const verdict = verifyAuditTrail(library.database, derivedKey(library.key, 'audit'));
    const { entries, intact, brokenAt } = verdict;
    const words = intact
      ? `All ${entries} entries are as they were written.`
      : `Tampered with: entry ${brokenAt} is not as it was written.`;
    context.stdout.write(json ? `${JSON.stringify(verdict)}\n` : `${words}\n`);
    return intact ? EXIT.ok : EXIT.failed;
  } finally {
    library.database.close();
  }
}

const openFor = async (
  context: CliContext,
  { library, passphraseStdin }: Omit<Options, 'json'>,
): Promise<SecretlyOpened> =>
  openBySecret(library, passphraseStdin === true ? await readSecret(context) : null);
