import { Command } from 'commander';
import type { EngineLadder } from '../../../shared/engine/status';
import { engineOption, jsonOption, threadsOption } from '../arguments';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { openEngineFor, type EngineChoice } from '../open-engine-for';
import { left, table } from '../table';
import { readVersions, type Versions } from '../versions';

type Options = EngineChoice & { readonly json?: boolean };

/** `macule doctor`: what is installed and which engines this computer can run. */
export const doctorCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('doctor')
    .summary('what Macule finds on this computer')
    .description('Shows versions, and which engines can find lesions on this computer.')
    .addOption(engineOption())
    .addOption(threadsOption())
    .addOption(jsonOption())
    .action(async (options: Options) => end(await doctor(context, options)));

async function doctor(context: CliContext, options: Options): Promise<ExitCode> {
  const { ladder } = await openEngineFor(context, options);
  const versions = readVersions(context.appFolder);
  context.stdout.write(
    options.json ? `${JSON.stringify({ versions, ...ladder }, null, 2)}\n` : asText(versions, ladder),
  );
  return EXIT.ok;
}

function asText(versions: Versions, { engines, chosen }: EngineLadder): string {
  const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const rows = engines.map(({ id, available, device, reason }) => {
    const uses = [...(id === chosen.infer ? ['detect'] : []), ...(id === chosen.train ? ['train'] : [])];
    const why = device === null ? reason : `${device}. ${reason}`;
    return [id, available ? 'yes' : 'no', uses.join(', ') || '-', why];
  });
  const columns = ['engine', 'works', 'chosen to', 'why'].map(left);
  return `${names.join(', ')}\n\n${table(columns, rows)}`;
}
