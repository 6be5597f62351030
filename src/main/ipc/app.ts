import type { WritableDatabase } from '../data/database';
import { readSettings, writeSettings } from '../data/repositories/settings';
import type { EngineClient } from '../engine-client/engine-client';
import type { Handle } from './handle';

export interface AppHandlers {
  readonly handle: Handle;
  readonly database: WritableDatabase;
  readonly engine: EngineClient;
  readonly versions: { readonly version: string; readonly electron: string };
}

/** Answers the requests about the app itself, its settings and its engine. */
export function handleApp({ handle, database, engine, versions }: AppHandlers): void {
  handle('app:info', () => versions);
  handle('settings:read', () => readSettings(database));
  handle('settings:update', async (change) => {
    // A field that was not named keeps its value, also where the page spelled it out as undefined.
    const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const before = readSettings(database);
    const settings = { ...before, ...named };
    writeSettings(database, settings);
    if (settings.engine !== before.engine) await engine.prefer(settings.engine);
    return settings;
  });
  handle('engine:status', () => engine.status);
  handle('engine:retest', async () => {
    await engine.retest();
    return null;
  });
  handle('engine:restart', () => {
    engine.start();
    return null;
  });
}
