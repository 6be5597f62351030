import { Command, Option } from 'commander';
import { toFailure } from '../../../shared/errors';
import { detectFile } from '../../engine/detector/detect-file';
import { ReadAhead } from '../../engine/detector/read-ahead';
import type { Detector } from '../../engine/engine';
import type { FindFace } from '../../engine/face/open-face-finder';
import { engineOption, jsonOption, modelOption, parseScore, threadsOption } from '../arguments';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { printedFailure } from '../failure-text';
import { makeFolder } from '../make-folder';
import { namedPictures } from '../named-pictures';
import { withDetector, type EngineChoice } from '../open-engine-for';
import { overlayNames } from '../overlay-names';
import { printedPhoto, type PhotoReport } from '../photo-report';
import { printPrediction } from '../print-prediction';
import { progressLine } from '../progress-line';
import { saveOverlay } from '../save-overlay';

interface Options extends EngineChoice {
  readonly model?: string;
  readonly out?: string;
  readonly minScore?: number;
  readonly json?: boolean;
}

/** `macule predict`: finds the lesions on photos. */
export const predictCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('predict')
    .summary('find the lesions on photos')
    .description('Finds the lesions on photos: JPEG, PNG, WebP, TIFF and HEIC files, or folders of them.')
    .argument('<photos...>', 'files and folders')
    .addOption(modelOption())
    .addOption(
      new Option('--out <folder>', 'save each photo with its lesions outlined, as PNG, in this folder'),
    )
    .addOption(
      new Option('--min-score <s>', 'lowest score listed, 0-1 (default: the operating threshold)').argParser(
        parseScore,
      ),
    )
    .addOption(engineOption())
    .addOption(threadsOption())
    .addOption(jsonOption())
    .action(async (photos: readonly string[], options: Options) =>
      end(await predict(context, photos, options)),
    );

async function predict(context: CliContext, paths: readonly string[], options: Options): Promise<ExitCode> {
  const { files, refused } = await namedPictures(paths, context.signal);
  if (options.out !== undefined) await makeFolder(options.out);
  return withDetector(context, options, async (detector, findFace) => {
    const read = await readPhotos(context, { detector, findFace }, files, options);
    const unopened = refused.map((failure) => ({ file: failure.file ?? '', error: printedFailure(failure) }));
    const photos = [...unopened, ...read];
    printPrediction(context, detector, photos, options.json === true);
    if (context.signal.aborted) {
      context.stderr.write(`Cancelled after ${read.length} of ${files.length} photos.\n`);
      return EXIT.cancelled;
    }
    return photos.some((photo) => 'error' in photo) ? EXIT.failed : EXIT.ok;
  });
}

interface Finders {
  readonly detector: Detector;
  readonly findFace: FindFace | null;
}

/** Reports of the photos one after the other; those that a Ctrl-C kept from finishing are missing. */
async function readPhotos(
  context: CliContext,
  finders: Finders,
  files: readonly string[],
  options: Options,
): Promise<readonly PhotoReport[]> {
  const progress = progressLine(context);
  const nameOverlay = options.out === undefined ? null : overlayNames(options.out, files);
  const ahead = new ReadAhead();
  const reports: PhotoReport[] = [];
  for (const [index, file] of files.entries()) {
    if (context.signal.aborted) break;
    progress.show(index, files.length, 'photos');
    const reading = { ahead, next: files[index + 1] ?? null };
    const report = await readPhoto(context, finders, { file, ...reading }, options, nameOverlay);
    if (report) reports.push(report);
  }
  progress.clear();
  return reports;
}

async function readPhoto(
  { signal }: CliContext,
  { detector, findFace }: Finders,
  { file, ...reading }: { readonly file: string; readonly ahead: ReadAhead; readonly next: string | null },
  { minScore = detector.info.threshold }: Options,
  nameOverlay: ((file: string) => string) | null,
): Promise<PhotoReport | null> {
  try {
    const inference = await detectFile(detector, file, { minScore, signal, findFace, ...reading });
    const report = printedPhoto(file, inference);
    if (!nameOverlay) return report;
    const overlay = nameOverlay(file);
    await saveOverlay(file, inference.lesions, overlay, signal);
    return { ...report, overlay };
  } catch (thrown) {
    const failure = toFailure(thrown);
    return failure.kind === 'cancelled' ? null : { file, error: printedFailure(failure) };
  }
}
