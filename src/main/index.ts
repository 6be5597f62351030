import { join, resolve } from 'node:path';
import { app, dialog } from 'electron';
import { MaculeError, toFailure } from '../shared/errors';
import { beginStart, type BegunStart } from './app/begin-start';
import { openLibraryKeys } from './app/open-library-keys';
import { databaseKey } from './data/seal-library';
import { fileKeys } from './vault/keyring';
import { captureWindow } from './app/capture';
import { closeMacule } from './app/close';
import { ownArguments, parseCommandLine, type CommandLine } from './app/command-line';
import { render, throwAwayFolder } from './app/demo-process';
import { readLibraryPlace, requireLibraryPlace } from './app/library-place';
import { openLog } from './app/log';
import { noticeWindow, type NoticeWindow } from './app/notice-window';
import { openNamed } from './app/open-named';
import { fetchNoDictionaries } from './app/lock-down';
import { registerSchemes } from './app/schemes';
import { startMacule, type RunningMacule } from './app/start';
import { countStart, endedWell } from './app/unended-starts';

/** Longest wait for a lesion map that is to be captured, milliseconds. */
const CAPTURE_LIMIT_MS = 600_000;

/** An app that has run for so long does not end by what it takes up at its start, milliseconds. */
const NO_LOOP_MS = 60_000;

/** What a second start hands to the first. */
interface SecondStart {
  readonly files: readonly string[];
}

/** Says what went wrong where the reader looks: in a window, or on the terminal of a capture. */
function giveUp(sentence: string, commandLine: CommandLine | null): void {
  if (commandLine === null || commandLine.capture !== null) process.stderr.write(`Macule: ${sentence}\n`);
  else dialog.showErrorBox('Macule', sentence);
  app.exit(1);
}

async function capture(running: RunningMacule, files: readonly string[], file: string): Promise<number> {
  const report = await openNamed(files, running);
  for (const { message } of report.refused) process.stderr.write(`Macule: ${message}\n`);
  const first = report.imported[0] ?? report.alreadyThere[0];
  await captureWindow(running.window, {
    file,
    photoId: first?.id ?? null,
    limit: CAPTURE_LIMIT_MS,
    now: () => performance.now(),
  });
  return report.refused.length > 0 ? 1 : 0;
}

/** Renders the demo's patients, and says so meanwhile. @returns what is on the screen until the app is. */
async function renderDemo(
  library: string,
  toTeach: boolean,
  log: (line: string) => void,
): Promise<NoticeWindow> {
  const notice = noticeWindow('Macule – Demo', log);
  notice.say('Rendering patients …', 0);
  const script = join(import.meta.dirname, 'demo.js');
  await render(script, toTeach ? 'library-to-teach' : 'library', library, {
    onProgress: (done, total) =>
      notice.say(`Rendering patients: visit ${done + 1} of ${total} …`, done / total),
  });
  return notice;
}

interface Places {
  /** Of the database and the photos. */
  readonly dataFolder: string;
  /** Where the logs go. */
  readonly userFolder: string;
  /** Whether the data folder is still to be filled with rendered patients. */
  readonly demoIsMissing: boolean;
  /** Where the library lies by default; null where its folder was set from outside. */
  readonly usualFolder: string | null;
}

function run(commandLine: CommandLine, { dataFolder, userFolder, demoIsMissing, usualFolder }: Places): void {
  const log = openLog(userFolder);
  let running: RunningMacule | null = null;
  let begun: BegunStart | null = null;
  // Files that arrive before the window is there.
  let early: readonly string[] = commandLine.files;
  let exitCode = 0;
  // Its windows come and go before the app's own is there.
  let unlocking = false;

  const open = (files: readonly string[]): void => {
    if (files.length === 0) return;
    if (running) void openNamed(files, running);
    else early = [...early, ...files];
  };
  const bringUp = (): void => running?.bringUp();
  app.on('second-instance', (_event, _argv, _folder, data) => {
    bringUp();
    open((data as SecondStart).files);
  });
  app.on('activate', () => bringUp());
  app.on('open-file', (event, file) => {
    event.preventDefault();
    open([file]);
  });
  app.on('window-all-closed', () => {
    if (!unlocking) app.quit();
  });
  app.on('will-quit', (event) => {
    if (!running) return;
    event.preventDefault();
    const closing = closeMacule(running);
    running = null;
    closing.then(
      () => {
        endedWell(dataFolder, log);
        app.exit(exitCode);
      },
      (thrown: unknown) => {
        log(`closing failed: ${String(thrown)}`);
        app.exit(1);
      },
    );
  });
  process.on('uncaughtException', (error) => {
    log(`uncaught: ${error.stack ?? error.message}`);
    giveUp(`Macule ran into a problem and has to close. ${error.message}`, commandLine);
  });
  process.on('unhandledRejection', (reason) => {
    log(`unhandled: ${reason instanceof Error ? (reason.stack ?? reason.message) : 'rejection'}`);
  });

  const start = async (): Promise<void> => {
    await app.whenReady();
    const notice = demoIsMissing ? await renderDemo(dataFolder, commandLine.toTeach, log) : null;
    const interactive = commandLine.capture === null;
    unlocking = true;
    const library = await openLibraryKeys({ dataFolder, builtFolder: import.meta.dirname, interactive, log });
    if (library === null) return app.quit();
    const keys = fileKeys(library.keys, library.key);
    const [key, version] = [databaseKey(keys), app.getVersion()];
    begun = await beginStart({ dataFolder, key, version, now: () => new Date(), interactive, log });
    if (begun === null) return app.quit();
    const unendedStarts = countStart(dataFolder, log);
    running = await startMacule({
      ...{ dataFolder, usualFolder, library },
      builtFolder: import.meta.dirname,
      developmentPage: app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null),
      interactive,
      welcome: commandLine.welcome && !commandLine.demo,
      title: commandLine.demo ? 'Macule – Demo: rendered patients' : 'Macule',
      ...{ unendedStarts, log },
    });
    setTimeout(() => endedWell(dataFolder, log), NO_LOOP_MS).unref();
    unlocking = false;
    begun.well();
    notice?.close();
    log(`Macule ${app.getVersion()} on Electron ${process.versions.electron}, ${process.platform}`);
    if (commandLine.capture === null) {
      const files = early;
      early = [];
      return open(files);
    }
    exitCode = await capture(running, early, commandLine.capture);
    app.quit();
  };
  start().catch((thrown: unknown) => {
    const { kind, message, advice } = toFailure(thrown);
    log(`start failed: ${kind}`);
    giveUp([message, advice, begun?.advice()].filter(Boolean).join(' '), commandLine);
  });
}

registerSchemes();
fetchNoDictionaries();
const { MACULE_DATA } = process.env;
try {
  const commandLine = parseCommandLine(ownArguments(process.argv, process.defaultApp === true));
  const demoIsMissing = commandLine.demo && !MACULE_DATA;
  const usualFolder = MACULE_DATA || demoIsMissing ? null : app.getPath('userData');
  const chosenFolder = usualFolder && readLibraryPlace(usualFolder);
  if (MACULE_DATA) app.setPath('userData', resolve(MACULE_DATA));
  else if (demoIsMissing) app.setPath('userData', throwAwayFolder());
  else if (chosenFolder) app.setPath('userData', requireLibraryPlace(chosenFolder));
  const files = commandLine.files.map((file) => resolve(file));
  const capture = commandLine.capture === null ? null : resolve(commandLine.capture);
  const second: SecondStart = { files };
  const userFolder = app.getPath('userData');
  const dataFolder = demoIsMissing ? join(userFolder, 'library') : userFolder;
  if (app.requestSingleInstanceLock({ ...second }))
    run({ ...commandLine, files, capture }, { dataFolder, userFolder, demoIsMissing, usualFolder });
  else if (capture === null) app.quit();
  else giveUp('another Macule window is open; close it, or name another data folder in MACULE_DATA.', null);
} catch (thrown) {
  const sentence = thrown instanceof Error ? thrown.message : String(thrown);
  const advice = thrown instanceof MaculeError ? thrown.failure.advice : undefined;
  giveUp([sentence, advice].filter(Boolean).join(' '), null);
}
