import { Command } from 'commander';
import type { CliContext } from '../context';
import type { ExitCode } from '../exit-code';
import { datasetConvertCommand } from './dataset-convert';
import { datasetInspectCommand } from './dataset-inspect';
import { datasetPreviewCommand } from './dataset-preview';
import { datasetRenderCommand } from './dataset-render';
import { datasetSplitCommand } from './dataset-split';

/** `macule dataset …`: looks into labelled photos and puts them into other forms. */
export const datasetCommand = (context: CliContext, end: (code: ExitCode) => void): Command => {
  const command = new Command('dataset')
    .summary('inspect, convert, split, preview and render labelled photos')
    .description('Works on labelled photos, never altering them.')
    .helpCommand(false);
  for (const part of [
    datasetInspectCommand,
    datasetConvertCommand,
    datasetSplitCommand,
    datasetPreviewCommand,
    datasetRenderCommand,
  ])
    command.addCommand(part(context, end));
  return command;
};
