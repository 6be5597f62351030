import { z } from 'zod';
import { DEFAULT_SETTINGS, settingsSchema, type Settings } from '../../../shared/ipc/app';
import type { ReadableDatabase, WritableDatabase } from '../database';

const row = z
  .object({
    show_detections: z.number(),
    show_reference: z.number(),
    min_score: z.number().nullable(),
    outline: settingsSchema.shape.outline,
    // An engine that this version does not know, as after going back to an older one, is no choice.
    engine: settingsSchema.shape.engine.catch(null),
    appearance: settingsSchema.shape.appearance,
    gallery_order: settingsSchema.shape.galleryOrder,
    pause_minutes: z.number(),
    date_format: settingsSchema.shape.dateFormat,
    welcome: settingsSchema.shape.welcome,
  })
  .transform((found): Settings => ({
    showDetections: found.show_detections === 1,
    showReference: found.show_reference === 1,
    minScore: found.min_score,
    outline: found.outline,
    engine: found.engine,
    appearance: found.appearance,
    galleryOrder: found.gallery_order,
    pauseMinutes: found.pause_minutes,
    dateFormat: found.date_format,
    welcome: found.welcome,
  }));

/** The stored settings, or the defaults before the first change. */
export const readSettings = (database: ReadableDatabase): Settings =>
  row.nullable().parse(database.one('SELECT * FROM settings') ?? null) ?? DEFAULT_SETTINGS;

export function writeSettings(database: WritableDatabase, settings: Settings): void {
  database.run(
    `INSERT INTO settings (only_row, show_detections, show_reference, min_score, outline, engine, appearance,
       gallery_order, pause_minutes, date_format, welcome)
     VALUES (1, :showDetections, :showReference, :minScore, :outline, :engine, :appearance,
       :galleryOrder, :pauseMinutes, :dateFormat, :welcome)
     ON CONFLICT (only_row) DO UPDATE SET show_detections = excluded.show_detections,
       show_reference = excluded.show_reference, min_score = excluded.min_score, outline = excluded.outline,
       engine = excluded.engine, appearance = excluded.appearance, gallery_order = excluded.gallery_order,
       pause_minutes = excluded.pause_minutes, date_format = excluded.date_format, welcome = excluded.welcome`,
    {
      showDetections: Number(settings.showDetections),
      showReference: Number(settings.showReference),
      minScore: settings.minScore,
      outline: settings.outline,
      engine: settings.engine,
      appearance: settings.appearance,
      galleryOrder: settings.galleryOrder,
      pauseMinutes: settings.pauseMinutes,
      dateFormat: settings.dateFormat,
      welcome: settings.welcome,
    },
  );
}
