import { Command, CommanderError } from 'commander';
import { toFailure } from '../../shared/errors';
import { backboneCommand } from './commands/backbone';
import { benchCommand } from './commands/bench';
import { benchWorkerCommand } from './commands/bench-worker';
import { calibrateCommand } from './commands/calibrate';
import { datasetCommand } from './commands/dataset';
import { demoCommand } from './commands/demo';
import { doctorCommand } from './commands/doctor';
import { evaluateCommand } from './commands/evaluate';
import { experimentCommand } from './commands/experiment';
import { exportCommand } from './commands/export';
import { graphCommand } from './commands/graph';
import { libraryCommand } from './commands/library';
import { modelCommand } from './commands/model';
import { predictCommand } from './commands/predict';
import { simulateClinicCommand } from './commands/simulate-clinic';
import { trainCommand } from './commands/train';
import type { CliContext } from './context';
import { EXIT, exitCodeOf, type ExitCode } from './exit-code';
import { failureLine, printedFailure } from './failure-text';
import { readVersions } from './versions';

const COMMANDS = [
  predictCommand,
  evaluateCommand,
  calibrateCommand,
  trainCommand,
  experimentCommand,
  datasetCommand,
  demoCommand,
  libraryCommand,
  modelCommand,
  simulateClinicCommand,
  doctorCommand,
  benchCommand,
  backboneCommand,
  exportCommand,
  graphCommand,
];

/**
 * Runs one command line, without the program's name.
 * @returns the exit code; a failure is told on stderr in one line and, with `--json`, on stdout too.
 */
export async function runCli(commandLine: readonly string[], context: CliContext): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = new Command('macule')
    .description('Finds acne lesions on photos, on this computer alone.')
    .version(readVersions(context.appFolder)['macule'] ?? '')
    .helpCommand(false);
  for (const command of COMMANDS) program.addCommand(command(context, (ended) => (code = ended)));
  program.addCommand(
    benchWorkerCommand(context, (ended) => (code = ended)),
    { hidden: true },
  );
  for (const command of withSubcommands(program)) {
    command.exitOverride().configureOutput({
      writeOut: (text) => void context.stdout.write(text),
      writeErr: (text) => void context.stderr.write(text),
      outputError: (text, write) => write(`macule: ${text.replace(/^error: /, '')}`),
    });
  }
  try {
    await program.parseAsync([...commandLine], { from: 'user' });
    return code;
  } catch (thrown) {
    // Commander has said what is wrong already, or printed the help that was asked for.
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const failure = toFailure(thrown);
    context.stderr.write(`macule: ${failureLine(failure)}\n`);
    if (commandLine.includes('--json')) {
      context.stdout.write(`${JSON.stringify({ error: printedFailure(failure) })}\n`);
    }
    return exitCodeOf(failure);
  }
}

const withSubcommands = (command: Command): readonly Command[] => [
  command,
  ...command.commands.flatMap(withSubcommands),
];
