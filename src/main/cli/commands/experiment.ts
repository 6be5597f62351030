import { Command } from 'commander';
import type { CliContext } from '../context';
import type { ExitCode } from '../exit-code';
import { experimentSeedCommand } from './experiment-seed';

/** `macule experiment …`: whole experiments, trained, measured and reported. */
export const experimentCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('experiment')
    .summary('run whole experiments and report them')
    .description('Runs whole experiments and reports them.')
    .helpCommand(false)
    .addCommand(experimentSeedCommand(context, end));
