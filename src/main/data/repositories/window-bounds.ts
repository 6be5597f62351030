import { z } from 'zod';
import type { ReadableDatabase, WritableDatabase } from '../database';

/** Where the window stood, in screen pixels independent of scaling. */
export interface WindowBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

const row = z
  .object({ x: z.number(), y: z.number(), width: z.number(), height: z.number(), maximized: z.number() })
  .transform((found): WindowBounds => ({ ...found, maximized: found.maximized === 1 }));

export const readWindowBounds = (database: ReadableDatabase): WindowBounds | null =>
  row.nullable().parse(database.one('SELECT * FROM window_bounds') ?? null);

export function writeWindowBounds(database: WritableDatabase, bounds: WindowBounds): void {
  database.run(
    `INSERT INTO window_bounds (only_row, x, y, width, height, maximized)
     VALUES (1, :x, :y, :width, :height, :maximized)
     ON CONFLICT (only_row) DO UPDATE SET x = excluded.x, y = excluded.y, width = excluded.width,
       height = excluded.height, maximized = excluded.maximized`,
    { ...bounds, maximized: Number(bounds.maximized) },
  );
}
