import { Command } from 'commander';
import type { EngineLadder, EngineReportState } from '../../../shared/engine/status';
import { engineOption, jsonOption, threadsOption } from '../arguments';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { folderSize } from '../../data/folder-size';
import { openEngineFor, type EngineChoice } from '../open-engine-for';
import { left, table } from '../table';
import { readVersions, type Versions } from '../versions';

type Options = EngineChoice & { readonly json?: boolean; readonly test?: boolean };

/** `macule doctor`: what is installed and which engines this computer can run. */
export const doctorCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('doctor')
    .summary('what Macule finds on this computer')
    .description('Shows versions, and which engines can find lesions on this computer.')
    .option('--test', 'compare engines that have not proved themselves with the processor, once more')
    .addOption(engineOption())
    .addOption(threadsOption())
    .addOption(jsonOption())
    .action(async (options: Options) => end(await doctor(context, options)));

async function doctor(context: CliContext, options: Options): Promise<ExitCode> {
  const engine = await openEngineFor(context, options);
  if (options.test) {
    engine.forgetTests();
    await engine.expectCommonPhotos();
    await engine.testEngines(() => tellTest(context, engine.ladder));
  }
  const { ladder } = engine;
  const versions = readVersions(context.appFolder);
  const cache = { folder: context.cacheFolder, bytes: await folderSize(context.cacheFolder) };
  context.stdout.write(
    options.json
      ? `${JSON.stringify({ versions, ...ladder, cache }, null, 2)}\n`
      : asText(versions, ladder, cache),
  );
  return EXIT.ok;
}

function tellTest({ stderr }: CliContext, { engines }: EngineLadder): void {
  for (const { id, state } of engines) {
    if (state === 'testing') stderr.write(`comparing ${id} with the processor …\n`);
  }
}

/** What the column `works` says of an engine's state. */
const WORKS: Readonly<Record<EngineReportState, string>> = {
  ready: 'yes',
  untested: 'not tested',
  testing: 'in test',
  refused: 'refused',
  absent: 'no',
};

interface Cache {
  readonly folder: string;
  readonly bytes: number;
}

function asText(
  versions: Versions,
  { engines, chosen, preferred, problem }: EngineLadder,
  { folder, bytes }: Cache,
): string {
  const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const rows = engines.map(({ id, state, device, reason }) => {
    const uses = [...(id === chosen.infer ? ['detect'] : []), ...(id === chosen.train ? ['train'] : [])];
    const why = device === null ? reason : `${device}. ${reason}`;
    return [id, WORKS[state], uses.join(', ') || '-', why];
  });
  const columns = ['engine', 'works', 'chosen to', 'why'].map(left);
  const notes = [
    ...(preferred === null ? [] : [`The engine ${preferred} was asked for.`]),
    ...(problem === null ? [] : [problem]),
    `Compiled graphs and results of tests: ${folder} (${(bytes / 1e6).toFixed(1)} MB). It may be deleted.`,
  ];
  return `${names.join(', ')}\n\n${table(columns, rows)}\n${notes.join('\n')}\n`;
}
