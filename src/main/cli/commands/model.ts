import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { Command } from 'commander';
import { MODEL_FILES } from '../../../shared/engine/model-files';
import { MaculeError } from '../../../shared/errors';
import { openBySecret } from '../../data/open-by-secret';
import { fillFolder } from '../../datasets/write/finished-folder';
import { findModelFolder } from '../../engine/io/find-model-folder';
import { checkModel } from '../../engine/jobs/check-model';
import { fileKeys } from '../../vault/keyring';
import { readLibraryFile, readLibraryFilesWith } from '../../vault/library-files';
import {
  MODEL_FILE_EXTENSION,
  MOST_MODEL_BYTES,
  packModel,
  unpackModel,
  type ModelContents,
  type SignedModel,
} from '../../vault/model-file';
import { incomplete, tooLarge } from '../../vault/model-file-refusals';
import { fingerprintOf, SigningKey } from '../../vault/signing-key';
import { jsonOption } from '../arguments';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { readSecret } from '../read-secret';
import { refuseReplacing, saveFile } from '../save-file';
import { modelsFolder } from '../shipped-folders';
import { readVersions } from '../versions';

interface Printing {
  readonly json?: boolean;
}
interface Exporting extends Printing {
  readonly library: string;
  readonly passphraseStdin?: boolean;
  readonly force?: boolean;
}
interface Importing extends Printing {
  readonly out: string;
  readonly signer: string;
}

/** `macule model`: models as signed files, from one computer to another. */
export const modelCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('model')
    .summary('take a model to another computer as one signed file')
    .addCommand(
      new Command('export')
        .description(
          'Writes a model folder as one file, signed by a library. It holds no photo and no name of a patient.',
        )
        .argument('<model>', 'a model folder, or the name of a model that comes with Macule')
        .argument('<file>', `where to write it, such as ours.${MODEL_FILE_EXTENSION}`)
        .requiredOption('--library <folder>', 'the library that signs it')
        .option('--passphrase-stdin', 'a passphrase or the recovery key is on standard input')
        .option('--force', 'replace the file where it exists')
        .addOption(jsonOption())
        .action(async (model: string, file: string, options: Exporting) =>
          end(await exportTo(context, model, file, options)),
        ),
    )
    .addCommand(
      new Command('verify')
        .description('Checks a signed model byte by byte and says who has signed it. Nothing is kept.')
        .argument('<file>', 'the file')
        .addOption(jsonOption())
        .action(async (file: string, options: Printing) => end(await verify(context, file, options))),
    )
    .addCommand(
      new Command('import')
        .description('Writes the model of a signed file as a model folder, for “--model” of other commands.')
        .argument('<file>', 'the file')
        .requiredOption(
          '--signer <fingerprint>',
          'whose signature you accept, as “macule model verify” prints it',
        )
        .requiredOption('--out <folder>', 'a new folder')
        .addOption(jsonOption())
        .action(async (file: string, options: Importing) => end(await importTo(context, file, options))),
    );

async function exportTo(
  context: CliContext,
  model: string,
  target: string,
  options: Exporting,
): Promise<ExitCode> {
  const file = resolve(target);
  refuseReplacing(file, options.force);
  const secret = options.passphraseStdin === true ? await readSecret(context) : null;
  const { database, keys, key } = await openBySecret(options.library, secret);
  database.close();
  // The library's own models lie sealed.
  readLibraryFilesWith(fileKeys(keys, key));
  const folder = findModelFolder(modelsFolder(context), model);
  await checkModel(folder);
  const contents = await contentsOf(folder);
  const signing = new SigningKey(key);
  const appVersion = readVersions(context.appFolder)['macule'] ?? '';
  const bytes = packModel(contents, { key: signing, now: new Date(), appVersion });
  await saveFile(file, bytes);
  const signer = fingerprintOf(signing.publicKey);
  const words = `${basename(folder)} is in ${file}, signed as ${signer}.`;
  print(context, options, { file, bytes: bytes.length, signer }, words);
  return EXIT.ok;
}

async function verify(context: CliContext, file: string, options: Printing): Promise<ExitCode> {
  const model = await readSigned(file);
  const scratch = await mkdtemp(join(tmpdir(), 'macule-model-'));
  try {
    await writeContents(scratch, model);
    await checkModel(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  const { description, signedAt, madeWith } = model;
  const { id, title, trainedAt, weightsSha256 } = description;
  const signer = fingerprintOf(model.signer);
  const words =
    `${title}, trained ${trainedAt}, as it was signed at ${signedAt} by Macule ${madeWith}.\nSigner: ${signer}\n` +
    'Compare this fingerprint with the one that the other clinic reads to you before you use the model.';
  print(context, options, { id, title, trainedAt, sha256: weightsSha256, signedAt, madeWith, signer }, words);
  return EXIT.ok;
}

async function importTo(context: CliContext, file: string, options: Importing): Promise<ExitCode> {
  const model = await readSigned(file);
  const signer = fingerprintOf(model.signer);
  if (plain(signer) !== plain(options.signer)) throw anotherSigner(basename(file), signer);
  const folder = resolve(options.out);
  await fillFolder(folder, async (unfinished) => {
    await writeContents(unfinished, model);
    await checkModel(unfinished);
  });
  print(
    context,
    options,
    { folder, id: model.description.id, signer },
    `${model.description.title} is in ${folder}.`,
  );
  return EXIT.ok;
}

async function readSigned(file: string): Promise<SignedModel> {
  const name = basename(file);
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw missing(name);
  if (found.size > MOST_MODEL_BYTES) throw tooLarge(name);
  return unpackModel(await readFile(file), name);
}

async function writeContents(folder: string, { contents }: SignedModel): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of contents) await writeFile(join(folder, name), content);
}

/** @throws MaculeError `unreadable-file` where the folder lacks weights or description. */
async function contentsOf(folder: string): Promise<ModelContents> {
  const names = Object.values(MODEL_FILES).filter((name) => existsSync(join(folder, name)));
  const contents = await Promise.all(
    names.map(async (name) => [name, await readLibraryFile(join(folder, name))] as const),
  );
  if (![MODEL_FILES.weights, MODEL_FILES.description].every((name) => names.includes(name)))
    throw incomplete(basename(folder));
  return new Map(contents);
}

const plain = (fingerprint: string): string => fingerprint.replace(/[\s:-]/g, '').toUpperCase();

function print(context: CliContext, { json }: Printing, value: object, words: string): void {
  context.stdout.write(json ? `${JSON.stringify(value)}\n` : `${words}\n`);
}

const missing = (name: string): MaculeError =>
  new MaculeError({
    ...{ kind: 'not-found', message: `There is no file “${name}”.`, file: name },
    ...{ advice: 'Check its name.', retryable: false },
  });

const anotherSigner = (name: string, signer: string): MaculeError =>
  new MaculeError({
    kind: 'not-allowed',
    message: `“${name}” is signed by another library than the one you accept: ${signer}.`,
    file: name,
    advice: 'Compare the fingerprint with the one that the other clinic reads to you.',
    retryable: false,
  });
