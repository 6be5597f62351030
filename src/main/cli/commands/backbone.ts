import { Argument, Command, Option } from 'commander';
import { BACKBONE_IDS, PUBLISHED_WEIGHTS, type BackboneId } from '../../../shared/backbones/catalogue';
import { fetchBackbone } from '../../backbones/fetch-backbone';
import { backboneFolder } from '../../backbones/places';
import { importBackbone } from '../../engine/backbones/import-backbone';
import { backboneState, backboneStates, takeOverDownload } from '../../engine/backbones/stored-backbone';
import { jsonOption } from '../arguments';
import { backboneTable } from '../backbone-table';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { progressLine } from '../progress-line';

const MEGABYTE = 1e6;

const folderOf = ({ cacheFolder }: CliContext): string => backboneFolder(cacheFolder);

/** `macule backbone`: the networks with weights from ImageNet that the seed study compares with. */
export const backboneCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('backbone')
    .summary('list, fetch or add pre-trained networks')
    .description(
      'Looks after the pre-trained networks of Experiment I. Nothing is fetched unless you ask for it here.',
    )
    .addCommand(
      new Command('list')
        .description('Says which networks are on this computer, and where their weights are published.')
        .addOption(jsonOption())
        .action(async ({ json }: { json?: boolean }) => end(await list(context, json === true))),
    )
    .addCommand(
      new Command('fetch')
        .description('Downloads published weights and checks them. A stopped download goes on where it was.')
        .addArgument(new Argument('<backbones...>', 'networks').choices(BACKBONE_IDS))
        .option('--mirror <url>', 'folder on the web that holds the published files, instead of Keras’s own')
        .action(async (ids: readonly BackboneId[], { mirror }: { mirror?: string }) =>
          end(await fetchAll(context, ids, mirror)),
        ),
    )
    .addCommand(
      new Command('add')
        .description('Reads weights from a Keras .h5 file on this computer. The file stays as it is.')
        .argument('<file>', 'weights as published, or as saved by Keras')
        .addOption(
          new Option('--as <backbone>', 'the network they are for (default: found out)').choices(
            BACKBONE_IDS,
          ),
        )
        .action(async (file: string, { as }: { as?: BackboneId }) => end(await add(context, file, as))),
    );

async function list(context: CliContext, json: boolean): Promise<ExitCode> {
  const states = await backboneStates(folderOf(context));
  const backbones = BACKBONE_IDS.map((id) => ({ ...PUBLISHED_WEIGHTS[id], ...states[id] }));
  context.stdout.write(json ? `${JSON.stringify({ backbones }, null, 2)}\n` : backboneTable(backbones));
  return EXIT.ok;
}

async function fetchAll(
  context: CliContext,
  ids: readonly BackboneId[],
  mirror: string | undefined,
): Promise<ExitCode> {
  const { stdout, stderr, signal } = context;
  for (const id of ids) {
    const { title, url, licence, md5 } = PUBLISHED_WEIGHTS[id];
    const here = await backboneState(folderOf(context), id);
    if (here.state === 'ready' && here.published) {
      stdout.write(`${title}: here already\n`);
      continue;
    }
    stderr.write(`${title}: ${mirror ?? url}, ${licence}\n`);
    const progress = progressLine(context);
    try {
      await fetchBackbone(folderOf(context), id, {
        fetch,
        signal,
        onProgress: (done, total) =>
          progress.show(Math.floor(done / MEGABYTE), Math.ceil(total / MEGABYTE), 'MB'),
        ...(mirror === undefined ? {} : { mirror }),
      });
      await takeOverDownload(folderOf(context), id, signal);
    } finally {
      progress.clear();
    }
    stdout.write(`${title}: ready, checksum ${md5}\n`);
  }
  return EXIT.ok;
}

async function add(context: CliContext, file: string, as: BackboneId | undefined): Promise<ExitCode> {
  const progress = progressLine(context);
  try {
    const { id, published } = await importBackbone(folderOf(context), file, as, {
      signal: context.signal,
      onProgress: (done, total) => progress.show(done, total, 'arrays'),
    });
    progress.clear();
    const origin = published ? 'the published weights' : 'weights other than the published ones';
    context.stdout.write(`${PUBLISHED_WEIGHTS[id].title}: ready, ${origin}\n`);
  } finally {
    progress.clear();
  }
  return EXIT.ok;
}
