import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Command } from 'commander';
import { MaculeError } from '../../../shared/errors';
import { exportDetector } from '../../engine/export/export-detector';
import { findModelFolder } from '../../engine/io/find-model-folder';
import { readModelFolder } from '../../engine/io/model-folder';
import { writeAtomically } from '../../engine/io/write-atomically';
import { SHIPPED_MODEL } from '../../engine/open-engine';
import { jsonOption, modelOption } from '../arguments';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { readVersions } from '../versions';

interface Options {
  readonly model?: string;
  readonly onnx: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `macule export`: a detector as one file for other programs. */
export const exportCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('export')
    .summary('write a detector as one ONNX file')
    .description(
      'Writes a detector as one ONNX file, photo in and lesions out, that runs wherever ONNX Runtime does.',
    )
    .requiredOption('--onnx <file>', 'where to write it')
    .addOption(modelOption())
    .option('--force', 'replace the file where it exists')
    .addOption(jsonOption())
    .action(async (options: Options) => end(await exportModel(context, options)));

async function exportModel(context: CliContext, options: Options): Promise<ExitCode> {
  const file = resolve(options.onnx);
  if (existsSync(file) && !options.force) {
    throw new MaculeError({
      kind: 'invalid-input',
      message: `${basename(file)} exists already.`,
      file: basename(file),
      advice: 'Choose another name, or add --force to replace it.',
      retryable: false,
    });
  }
  const { id, version } = { id: options.model ?? SHIPPED_MODEL, version: readVersions(context.appFolder) };
  const model = await readModelFolder(findModelFolder(join(context.appFolder, 'assets', 'models'), id));
  const bytes = exportDetector(model, version['macule'] ?? '');
  await writeAtomically(file, bytes);
  const { weightsSha256 } = model.description;
  context.stdout.write(
    options.json
      ? `${JSON.stringify({ model: { id: model.description.id, sha256: weightsSha256 }, file, bytes: bytes.length })}\n`
      : `wrote ${file} (${(bytes.length / 1e6).toFixed(1)} MB)\n`,
  );
  return EXIT.ok;
}
