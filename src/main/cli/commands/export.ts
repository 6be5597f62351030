import { resolve } from 'node:path';
import { Command } from 'commander';
import { findModelFolder } from '../../engine/io/find-model-folder';
import { exportModel } from '../../engine/jobs/export-model';
import { SHIPPED_MODEL } from '../../../shared/engine/model-files';
import { jsonOption, modelOption } from '../arguments';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { progressLine } from '../progress-line';
import { refuseReplacing, saveFile } from '../save-file';
import { readVersions } from '../versions';
import { modelsFolder } from '../shipped-folders';

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
      'Writes a detector as one ONNX file, pixels of a photo in and lesions out, that runs wherever ONNX Runtime does.',
    )
    .requiredOption('--onnx <file>', 'where to write it')
    .addOption(modelOption())
    .option('--force', 'replace the file where it exists')
    .addOption(jsonOption())
    .action(async (options: Options) => end(await exportTo(context, options)));

async function exportTo(context: CliContext, options: Options): Promise<ExitCode> {
  const { appFolder, signal, stdout } = context;
  const file = resolve(options.onnx);
  refuseReplacing(file, options.force);
  const progress = progressLine(context);
  const folder = findModelFolder(modelsFolder(context), options.model ?? SHIPPED_MODEL);
  const { description, bytes } = await exportModel(folder, {
    version: readVersions(appFolder)['macule'] ?? '',
    exportedAt: new Date().toISOString(),
    signal,
    onStep: (done, total) => progress.show(done, total, 'steps'),
  }).finally(() => progress.clear());
  await saveFile(file, bytes);
  const { id, weightsSha256, threshold, longSide } = description;
  stdout.write(
    options.json
      ? `${JSON.stringify({ file, bytes: bytes.length, model: { id, sha256: weightsSha256, threshold, longSide } })}\n`
      : `${id} is in ${file} (${(bytes.length / 1e6).toFixed(1)} MB). For research and evaluation; not a diagnosis.\n`,
  );
  return EXIT.ok;
}
